// The door of what people do, and of the ports that adapters fill.
export * from './acts';

export * from './acting/clock-watch';
export * from './acting/item-failures';
export * from './acting/new-id';
export * from './acting/new-person';
export * from './acting/notices';

export * from './air/air-planner';
export * from './air/device-fetches';
export * from './air/evidence';
export * from './air/programmes';

export * from './announcements/announcement-history';
export type { AnnouncementView } from './announcements/announcement-view';
export * from './announcements/announcements';
export * from './announcements/reviews';

export * from './audit/audit-inspection';
export * from './audit/audit-sealing';
export * from './audit/audit-verification';
export * from './audit/event-log';

export * from './bookings/approval-by-link';
export type { BookingWarning, ForecastBooking } from './bookings/booking-checks';
export * from './bookings/booking-copies';
export type { BookingRequest } from './bookings/booking-request';
export * from './bookings/booking-series';
export type { BookingView } from './bookings/booking-view';
export { BookingTrials } from './bookings/booking-trials';
export { BookingWrites } from './bookings/booking-writes';
export * from './bookings/bookings';
export { inPlaces } from './bookings/placed-conflicts';
export { BookingPrecedence } from './bookings/precedence';
export type { SeriesScope } from './bookings/series-change';
export * from './bookings/suggested-times';
export * from './bookings/taking-off';

export * from './desk/approval-cards';
export * from './desk/board';
export * from './desk/escalations';
export * from './desk/leader-overview';
export * from './desk/needs';
export type { PersonNeed } from './desk/needs-of-person';
export type { UnplannedNeed } from './desk/planning-needs';
export * from './desk/schedule';
export * from './desk/tonight';
export * from './desk/troubles';

export type { DrillRequest } from './drills/drill-plan';
export * from './drills/drills';

export * from './emergencies/all-clear';
export * from './emergencies/emergencies';
export type { EmergencyRequest } from './emergencies/emergency-request';
export * from './emergencies/emergency-templates';
export * from './emergencies/emergency-watch';
export * from './emergencies/stops';

export { KeyChanges } from './keys/key-changes';

export * from './maintenance/database-age';
export * from './maintenance/exercises';
export * from './maintenance/housekeeping';
export * from './maintenance/installation-check';
export * from './maintenance/machine';
export * from './maintenance/reminders';
export * from './maintenance/tick';

export * from './people/activity';
export * from './people/actor-lookup';
export * from './people/actor-memory';
export * from './people/api-tokens';
export * from './people/delegations';
export * from './people/failed-tries';
export * from './people/own-sessions';
export * from './people/people';
export * from './people/personal-links';
export * from './people/proofs';
export * from './people/roles';
export * from './people/second-factors';
export * from './people/second-person';
export * from './people/second-steps';
export type { HalfWay, OpenedSession } from './people/sessions';
export * from './people/sign-in';
export * from './people/village-sign-in';

export * from './places/controllers';
export * from './places/founding';
export * from './places/place-edits';
export * from './places/places';
export * from './places/rules';
export * from './places/signature';
export * from './places/slots';
export * from './places/special-days';
export * from './places/village-edits';
export * from './places/wall-clock';
export * from './places/zones';

export * from './planning/plan-changes';
export * from './planning/wanted-plans';

export * from './poles/complaint-quota';
export * from './poles/complaints';
export * from './poles/device-conduct';
export * from './poles/enrolment';
export * from './poles/pole-alerts';
export * from './poles/pole-presence';
export * from './poles/pole-reports';
export * from './poles/pole-training';
export * from './poles/poles';
export * from './poles/public-poles';
export * from './poles/self-tests';

export * from './ports/air-settings';
export * from './ports/audio-store';
export * from './ports/audit-outside';
export * from './ports/audit-trail';
export * from './ports/breath';
export * from './ports/clock';
export * from './ports/commune-seeds';
export * from './ports/timer';
export * from './ports/device-link';
export * from './ports/disk-reserve';
export * from './ports/intents';
export * from './ports/job-queue';
export * from './ports/one-time-codes';
export * from './ports/password-hasher';
export * from './ports/saved-so-far';
export * from './ports/sealing-key';
export * from './ports/simulated-poles';
export * from './ports/sound-renderer';
export * from './ports/stores';
export * from './ports/unit-of-work';
export * from './ports/upload-files';
export * from './ports/witness';

export * from './recordings/keeping';
export * from './recordings/recordings';
export * from './recordings/uploads';
export { uploadKeptUntil, UPLOAD_KEPT_MS } from './recordings/handed-in';

export * from './reports/explanations';
export * from './reports/month-reports';
export * from './reports/slot-summaries';
export type { MomentInVillage, WhyView } from './reports/why-view';

export * from './retractions/resends';
export * from './retractions/retractions';

export * from './secrets/secrets';

export * from './villages/confirmations';
export * from './villages/village-by-link';
export * from './villages/village-days';
export * from './villages/village-notices';
export * from './villages/village-questions';

export * from './wire/audit-seal';
export * from './wire/device-settings-publisher';
export * from './wire/seals';
export * from './wire/urgent-publisher';
