// Everything people and machines can ask for, as one list: whoever composes an installation takes it whole, so that no class is forgotten
// there.
import { ClockWatch } from './acting/clock-watch';
import { ItemFailures } from './acting/item-failures';
import { Notices } from './acting/notices';
import { AirPlanner } from './air/air-planner';
import { DeviceFetches } from './air/device-fetches';
import { Evidence } from './air/evidence';
import { Programmes } from './air/programmes';
import { AnnouncementHistory } from './announcements/announcement-history';
import { Announcements } from './announcements/announcements';
import { Reviews } from './announcements/reviews';
import { AuditInspection } from './audit/audit-inspection';
import { AuditSealing } from './audit/audit-sealing';
import { EventLog } from './audit/event-log';
import { ApprovalByLink } from './bookings/approval-by-link';
import { BookingCopies } from './bookings/booking-copies';
import { BookingSeries } from './bookings/booking-series';
import { BookingTrials } from './bookings/booking-trials';
import { BookingWrites } from './bookings/booking-writes';
import { Bookings } from './bookings/bookings';
import { BookingPrecedence } from './bookings/precedence';
import { SuggestedTimes } from './bookings/suggested-times';
import { ApprovalCards } from './desk/approval-cards';
import { Board } from './desk/board';
import { Escalations } from './desk/escalations';
import { LeaderOverview } from './desk/leader-overview';
import { Needs } from './desk/needs';
import { Schedule } from './desk/schedule';
import { Tonight } from './desk/tonight';
import { Troubles } from './desk/troubles';
import { Drills } from './drills/drills';
import { AllClears } from './emergencies/all-clear';
import { Emergencies } from './emergencies/emergencies';
import { EmergencyTemplates } from './emergencies/emergency-templates';
import { EmergencyWatch } from './emergencies/emergency-watch';
import { Stops } from './emergencies/stops';
import { KeyChanges } from './keys/key-changes';
import { DatabaseAge } from './maintenance/database-age';
import { Exercises } from './maintenance/exercises';
import { Housekeeping } from './maintenance/housekeeping';
import { Machine } from './maintenance/machine';
import { Reminders } from './maintenance/reminders';
import { Tick } from './maintenance/tick';
import { Activity } from './people/activity';
import { ActorLookup } from './people/actor-lookup';
import { ActorMemory } from './people/actor-memory';
import { ApiTokens } from './people/api-tokens';
import { Delegations } from './people/delegations';
import { FailedTries } from './people/failed-tries';
import { People } from './people/people';
import { PersonalLinks } from './people/personal-links';
import { Proofs } from './people/proofs';
import { Roles } from './people/roles';
import { SecondFactors } from './people/second-factors';
import { SecondSteps } from './people/second-steps';
import { OwnSessions } from './people/own-sessions';
import { SecondPerson } from './people/second-person';
import { SignIn } from './people/sign-in';
import { VillageSignIn } from './people/village-sign-in';
import { Controllers } from './places/controllers';
import { PlaceEdits } from './places/place-edits';
import { Places } from './places/places';
import { Rules } from './places/rules';
import { Signature } from './places/signature';
import { Slots } from './places/slots';
import { SpecialDays } from './places/special-days';
import { VillageEdits } from './places/village-edits';
import { WallClock } from './places/wall-clock';
import { Zones } from './places/zones';
import { PlanChanges } from './planning/plan-changes';
import { WantedPlans } from './planning/wanted-plans';
import { ComplaintQuota } from './poles/complaint-quota';
import { Complaints } from './poles/complaints';
import { DeviceConduct } from './poles/device-conduct';
import { Enrolment } from './poles/enrolment';
import { PoleAlerts } from './poles/pole-alerts';
import { PolePresence } from './poles/pole-presence';
import { PoleReports } from './poles/pole-reports';
import { PoleTraining } from './poles/pole-training';
import { Poles } from './poles/poles';
import { PublicPoles } from './poles/public-poles';
import { SelfTests } from './poles/self-tests';
import { RecordingKeeping } from './recordings/keeping';
import { Recordings } from './recordings/recordings';
import { Uploads } from './recordings/uploads';
import { Explanations } from './reports/explanations';
import { MonthReports } from './reports/month-reports';
import { SlotSummaries } from './reports/slot-summaries';
import { Resends } from './retractions/resends';
import { Retractions } from './retractions/retractions';
import { Confirmations } from './villages/confirmations';
import { VillageByLink } from './villages/village-by-link';
import { VillageDays } from './villages/village-days';
import { VillageNotices } from './villages/village-notices';
import { VillageQuestions } from './villages/village-questions';
import { DeviceSettingsPublisher } from './wire/device-settings-publisher';
import { Seals } from './wire/seals';
import { UrgentPublisher } from './wire/urgent-publisher';

/** Every class of this room that a container has to know. A spec holds it against what the room exports. */
export const ACT_CLASSES = [
  ClockWatch,
  ItemFailures,
  Notices,
  AirPlanner,
  DeviceFetches,
  Evidence,
  Programmes,
  AnnouncementHistory,
  Announcements,
  Reviews,
  AuditInspection,
  AuditSealing,
  EventLog,
  ApprovalByLink,
  BookingCopies,
  BookingSeries,
  BookingTrials,
  BookingWrites,
  Bookings,
  BookingPrecedence,
  SuggestedTimes,
  ApprovalCards,
  Board,
  Escalations,
  LeaderOverview,
  Needs,
  Schedule,
  Tonight,
  Troubles,
  KeyChanges,
  Drills,
  AllClears,
  Emergencies,
  EmergencyTemplates,
  EmergencyWatch,
  Stops,
  DatabaseAge,
  Exercises,
  Housekeeping,
  Machine,
  Reminders,
  Tick,
  Activity,
  ActorMemory,
  ActorLookup,
  ApiTokens,
  Delegations,
  FailedTries,
  People,
  PersonalLinks,
  Proofs,
  Roles,
  SecondFactors,
  SecondSteps,
  OwnSessions,
  SecondPerson,
  SignIn,
  VillageSignIn,
  Controllers,
  PlaceEdits,
  Places,
  Rules,
  Signature,
  Slots,
  SpecialDays,
  VillageEdits,
  WallClock,
  Zones,
  PlanChanges,
  WantedPlans,
  ComplaintQuota,
  Complaints,
  DeviceConduct,
  Enrolment,
  PoleAlerts,
  PolePresence,
  PoleReports,
  PoleTraining,
  Poles,
  PublicPoles,
  SelfTests,
  RecordingKeeping,
  Recordings,
  Uploads,
  Explanations,
  MonthReports,
  SlotSummaries,
  Resends,
  Retractions,
  Confirmations,
  VillageByLink,
  VillageDays,
  VillageNotices,
  VillageQuestions,
  DeviceSettingsPublisher,
  Seals,
  UrgentPublisher,
] as const;
