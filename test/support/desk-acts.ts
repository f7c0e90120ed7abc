// The acts of a DeskWorld: everything that the list holds, and short names for what many specs call.
import {
  AirPlanner,
  AllClears,
  Announcements,
  ApprovalCards,
  Board,
  BookingCopies,
  BookingPrecedence,
  BookingSeries,
  Bookings,
  ClockWatch,
  Confirmations,
  DatabaseAge,
  Drills,
  Emergencies,
  EmergencyTemplates,
  EmergencyWatch,
  Enrolment,
  Evidence,
  Explanations,
  KeyChanges,
  PoleAlerts,
  PolePresence,
  PoleReports,
  Poles,
  Programmes,
  Recordings,
  Resends,
  Retractions,
  Reviews,
  Seals,
  SelfTests,
  SlotSummaries,
  Stops,
  SuggestedTimes,
  Tick,
  VillageDays,
  VillageNotices,
  VillageQuestions,
} from '#application';
import type { Type } from '@nestjs/common';
import type { Acts } from './composition';
import type { DeskPorts } from './desk-ports';

class Composed {
  constructor(
    private readonly acts: Acts,
    protected readonly ports: DeskPorts,
  ) {}

  /** Any class of `ACT_CLASSES`. */
  get<T>(act: Type<T>): T {
    return this.acts.get(act);
  }
}

export class DeskActs extends Composed {
  readonly clock = this.ports.clock;
  readonly jobs = this.ports.jobs;
  readonly link = this.ports.link;
  readonly settings = this.ports.settings;
  readonly breath = this.ports.breath;
  readonly witness = this.ports.witness;
  readonly auditKeys = this.ports.auditKeys;
  readonly outsideHeads = this.ports.outsideHeads;
  readonly clockWatch = this.get(ClockWatch);
  readonly seeds = this.ports.seeds;
  readonly seals = this.get(Seals);
  readonly keyChanges = this.get(KeyChanges);
  readonly programmes = this.get(Programmes);
  readonly planner = this.get(AirPlanner);
  readonly recordings = this.get(Recordings);
  readonly announcements = this.get(Announcements);
  readonly bookings = this.get(Bookings);
  readonly suggestedTimes = this.get(SuggestedTimes);
  readonly orders = this.get(BookingPrecedence);
  readonly copies = this.get(BookingCopies);
  readonly series = this.get(BookingSeries);
  readonly stops = this.get(Stops);
  readonly retractions = this.get(Retractions);
  readonly resends = this.get(Resends);
  readonly villages = this.get(VillageDays);
  readonly questions = this.get(VillageQuestions);
  readonly villageNotices = this.get(VillageNotices);
  readonly emergencies = this.get(Emergencies);
  readonly emergencyTemplates = this.get(EmergencyTemplates);
  readonly allClears = this.get(AllClears);
  readonly emergencyWatch = this.get(EmergencyWatch);
  readonly waitingApprovals = this.get(ApprovalCards);
  readonly reviews = this.get(Reviews);
  readonly evidence = this.get(Evidence);
  readonly enrolment = this.get(Enrolment);
  readonly databaseAge = this.get(DatabaseAge);
  readonly confirmations = this.get(Confirmations);
  readonly board = this.get(Board);
  readonly slotSummaries = this.get(SlotSummaries);
  readonly drills = this.get(Drills);
  readonly selfTests = this.get(SelfTests);
  readonly tick = this.get(Tick);
  readonly presences = this.get(PolePresence);
  readonly poleReports = this.get(PoleReports);
  readonly poleAlerts = this.get(PoleAlerts);
  readonly poles = this.get(Poles);
  readonly whys = this.get(Explanations);
}
