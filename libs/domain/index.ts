// The door of the rules: pure functions and values, nothing that touches the world.
export * from './canonical-json';
export * from './groups';
export * from './lifecycle';
export * from './problem';

export * from './air/air';
export * from './air/broadcast-limits';
export * from './air/last-sound';
export * from './air/stretches';
export * from './air/village-slot';

export * from './announcements/announcement';
export * from './announcements/language';
export * from './announcements/message-class';

export * from './approvals/approval';
export * from './approvals/digest';
export * from './approvals/escalation';
export * from './approvals/review';
export * from './approvals/second-person';
export * from './approvals/review-note';

export * from './audit/announcement-events';
export * from './audit/booking-as-told';
export * from './audit/event-chain';
export * from './audit/event-chain-check';
export * from './audit/decisions-check';
export * from './audit/events';
export * from './audit/place-events';
export * from './audit/playback-changes';
export * from './audit/quieter-of-both';
export * from './audit/record-kinds';
export * from './audit/records-check';
export * from './audit/told-rows';

export * from './bookings/booking';
export * from './bookings/booking-duplicate';
export * from './bookings/village-notice';

export * from './calendar/calendar';
export * from './calendar/clock-doubt';
export * from './calendar/daily-window';
export * from './calendar/quiet-hours';
export * from './calendar/recurrence';
export * from './calendar/rfc5545/rfc5545-text';
export * from './calendar/slots';
export * from './calendar/special-days';
export * from './calendar/time';

export * from './desk/disk-forecast';
export * from './desk/schedule';
export * from './desk/tonight';
export * from './desk/why/chain';

export * from './emergencies/drill';
export * from './emergencies/drill-conflicts';
export * from './emergencies/emergency';
export * from './emergencies/emergency-consequence';
export * from './emergencies/emergency-lead';
export * from './emergencies/emergency-village';

export { ON_TIME_MS, type AirTally } from './evidence/air-tally';
export * from './evidence/answerable';
export * from './evidence/broadcast';
export * from './evidence/month-report';
export * from './evidence/resending';
export * from './evidence/retraction';
export * from './evidence/slot-summary';
export * from './evidence/trouble';
export * from './evidence/village-questions';

export * from './normal-text';
export * from './invariants/facts';
export { INVARIANTS, violationsOf, type CheckedInvariant, type Known } from './invariants/invariants';

export * from './people/acts';
export * from './people/delegation';
export * from './people/easy-password';
export * from './people/granting';
export * from './people/idleness';
export * from './people/notice';
export * from './people/people';
export * from './people/personal-link';
export * from './people/reach';
export * from './people/second-factor';
export * from './people/strength';
export * from './people/way-in';

export * from './places/commune-keys';
export * from './places/complaint';
export * from './places/enrolment-text';
export * from './places/keeping';
export * from './places/places';
export * from './places/pole-faults';
export * from './places/pole';
export * from './places/poles-together';
export * from './places/presence';
export * from './places/rules';
export * from './places/self-test';
export * from './places/standing';

export * from './planning/booking-end';
export * from './planning/plan-boundary';
export * from './planning/plan-failure';
export * from './planning/plan-zone';

export * from './preview/booking-copies';
export * from './preview/booking-preview';
export * from './preview/plan-change';
export * from './preview/suggested-time';

export * from './recordings/decoding';
export * from './recordings/room';
export * from './recordings/sound';
export * from './recordings/trim';
export * from './recordings/waveform';
