// The HTTP door. Expects a global module that fills the ports and holds the acts of `#application`.
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AnnouncementHistoryController } from './announcements/announcement-history.controller';
import { AnnouncementsController } from './announcements/announcements.controller';
import { WaitingApprovalsController } from './approvals/waiting-approvals.controller';
import { SuggestedTimesController } from './bookings/suggested-times.controller';
import { API_OPTIONS, type ApiOptions } from './api-options';
import { AuditController } from './audit/audit.controller';
import { BoardController } from './board/board.controller';
import { LiveFeed } from './board/live-feed';
import { BookingsController } from './bookings/bookings.controller';
import { BookingCopiesController } from './bookings/booking-copies.controller';
import { ConflictTexts } from './bookings/conflict-texts';
import { ComplaintsController } from './complaints/complaints.controller';
import { DelegationsController } from './delegations/delegations.controller';
import { ScheduleController } from './schedule/schedule.controller';
import { SeriesController } from './bookings/series.controller';
import { DeviceController } from './devices/device.controller';
import { DrillsController } from './drills/drills.controller';
import { SelfTestsController } from './drills/self-tests.controller';
import { EnrolmentCodesController } from './devices/enrolment-codes.controller';
import { EnrolmentsController } from './devices/enrolments.controller';
import { AccessGuard } from './http/access-guard';
import { AnswerHeaders } from './http/answer-headers';
import { Answering } from './http/answering';
import { Idempotency } from './http/idempotency';
import { ProblemFilter } from './http/problem-filter';
import { SavesWatch } from './http/saves-watch';
import { ShapedAnswers } from './http/shaped-answers';
import { doorValidation } from './http/validation';
import { ApiDescription } from './docs/api-description';
import { DocsController } from './docs/docs.controller';
import { HealthController } from './health/health.controller';
import { LinkDeskController } from './links/link-desk.controller';
import { LinksController } from './links/links.controller';
import { Metrics } from './health/metrics';
import { ReadinessProbe } from './health/readiness';
import { NeedsController } from './needs/needs.controller';
import { NoticesController } from './notices/notices.controller';
import { EmergenciesController } from './emergencies/emergencies.controller';
import { EmergencyTemplatesController } from './emergencies/emergency-templates.controller';
import { EmergencyWatchController } from './emergencies/emergency-watch.controller';
import { ReviewsController } from './emergencies/reviews.controller';
import { PeopleController } from './people/people.controller';
import { RolesController } from './people/roles.controller';
import { SecondPersonController } from './people/second-person.controller';
import { ClockController } from './places/clock.controller';
import { DeskController } from './pages/desk.controller';
import { PlanChangesController } from './places/plan-changes.controller';
import { ControllersController } from './places/controllers.controller';
import { AppController } from './pages/app.controller';
import { ApprovalSheet } from './pages/approval-sheet';
import { HelpController } from './pages/help.controller';
import { LinkController } from './pages/link.controller';
import { PoleController } from './pages/pole.controller';
import { VillageController } from './pages/village.controller';
import { ProofForms } from './pages/proof-forms';
import { SecondFactorPageController } from './pages/second-factor-page.controller';
import { VillagePinController } from './pages/village-pin.controller';
import { VillageSignInController } from './pages/village-sign-in.controller';
import { VillageLinkSignIn } from './pages/village-link-sign-in';
import { LeaderController } from './pages/leader.controller';
import { LeaderPages } from './pages/leader-pages';
import { LeaderUrgentController } from './pages/leader-urgent.controller';
import { PagesController } from './pages/pages.controller';
import { PasswordPageController } from './pages/password-page.controller';
import { PlacesController } from './places/places.controller';
import { KeysController } from './keys/keys.controller';
import { RulesController } from './places/rules.controller';
import { SignatureController } from './places/signature.controller';
import { SlotsController } from './places/slots.controller';
import { SpecialDaysController } from './places/special-days.controller';
import { PolesController } from './poles/poles.controller';
import { VillageEditsController } from './places/village-edits.controller';
import { ZonesController } from './places/zones.controller';
import { RecordController } from './pages/record.controller';
import { RecordingsController } from './recordings/recordings.controller';
import { UploadsController } from './recordings/uploads.controller';
import { ReportsController } from './reports/reports.controller';
import { RetractionsController } from './retractions/retractions.controller';
import { RundownsController } from './rundowns/rundowns.controller';
import { ActivityWriting } from './sessions/activity-writing';
import { MeController } from './sessions/me.controller';
import { OwnSessionsController } from './sessions/own-sessions.controller';
import { PasswordController } from './sessions/password.controller';
import { PinController } from './sessions/pin.controller';
import { SecondFactorController } from './sessions/second-factor.controller';
import { SessionController } from './sessions/session.controller';
import { SimulatorController } from './simulator/simulator.controller';
import { StopsController } from './stops/stops.controller';
import { VillagesController } from './villages/villages.controller';
import { WhyController } from './why/why.controller';
import { TonightController } from './tonight/tonight.controller';
import { AuthorityController } from './tls/authority.controller';

/** Every address of the api. */
export const API_CONTROLLERS: readonly Type[] = [
  SessionController,
  MeController,
  OwnSessionsController,
  PasswordController,
  PinController,
  SecondFactorController,
  NoticesController,
  NeedsController,
  DelegationsController,
  LinkDeskController,
  LinksController,
  ClockController,
  PlacesController,
  VillageEditsController,
  ZonesController,
  ControllersController,
  SlotsController,
  PlanChangesController,
  PeopleController,
  SecondPersonController,
  RolesController,
  RulesController,
  KeysController,
  SignatureController,
  SpecialDaysController,
  RecordingsController,
  UploadsController,
  AnnouncementsController,
  AnnouncementHistoryController,
  SuggestedTimesController,
  BookingsController,
  SeriesController,
  BookingCopiesController,
  ScheduleController,
  WaitingApprovalsController,
  RundownsController,
  StopsController,
  RetractionsController,
  VillagesController,
  ComplaintsController,
  TonightController,
  EmergenciesController,
  EmergencyTemplatesController,
  EmergencyWatchController,
  DrillsController,
  SelfTestsController,
  ReviewsController,
  BoardController,
  PolesController,
  WhyController,
  AuditController,
  ReportsController,
  EnrolmentCodesController,
  EnrolmentsController,
  DeviceController,
  SimulatorController,
  HealthController,
  DocsController,
  AuthorityController,
  PagesController,
  PasswordPageController,
  VillageController,
  SecondFactorPageController,
  VillagePinController,
  VillageSignInController,
  LinkController,
  HelpController,
  PoleController,
  AppController,
  RecordController,
  LeaderController,
  LeaderUrgentController,
  DeskController,
];

@Module({})
export class ApiModule {
  static with(options: ApiOptions): DynamicModule {
    return {
      module: ApiModule,
      controllers: [...API_CONTROLLERS],
      providers: [
        { provide: API_OPTIONS, useValue: options },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useValue: doorValidation },
        { provide: APP_INTERCEPTOR, useClass: Answering },
        AnswerHeaders,
        Idempotency,
        SavesWatch,
        ShapedAnswers,
        ActivityWriting,
        LiveFeed,
        ConflictTexts,
        ApprovalSheet,
        VillageLinkSignIn,
        LeaderPages,
        ProofForms,
        ApiDescription,
        Metrics,
        ReadinessProbe,
      ],
    };
  }
}
