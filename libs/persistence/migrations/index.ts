// Every step in its order. A new step goes to the end; a released one is never touched again (`released.spec.ts`).
import { PLACES_0001 } from './0001-places';
import { CALENDAR_0002 } from './0002-calendar';
import { PEOPLE_0003 } from './0003-people';
import { SIGNING_IN_0004 } from './0004-signing-in';
import { DEVICES_0005 } from './0005-devices';
import { POLES_0006 } from './0006-poles';
import { RECORDINGS_0007 } from './0007-recordings';
import { ANNOUNCEMENTS_0008 } from './0008-announcements';
import { BOOKINGS_0009 } from './0009-bookings';
import { APPROVALS_0010 } from './0010-approvals';
import { AIR_0011 } from './0011-air';
import { PLANNING_0012 } from './0012-planning';
import { STOPS_0013 } from './0013-stops';
import { VILLAGES_0014 } from './0014-villages';
import { EMERGENCIES_0015 } from './0015-emergencies';
import { DRILLS_0016 } from './0016-drills';
import { DELIVERY_0017 } from './0017-delivery';
import { EVENTS_0018 } from './0018-events';
import { NOTICES_0019 } from './0019-notices';
import { INSTALLATION_0020 } from './0020-installation';
import { INTENTS_0021 } from './0021-intents';
import { PLAN_BOUNDARIES_0022 } from './0022-plan-boundaries';
import { EVENT_MENTIONS_0023 } from './0023-event-mentions';
import { PLAN_RUNS_0024 } from './0024-plan-runs';
import { READING_INDEXES_0025 } from './0025-reading-indexes';
import { FAILED_TRIES_0026 } from './0026-failed-tries';
import { INCIDENTS_0027 } from './0027-incidents';
import { WORDS_SINCE_0028 } from './0028-words-since';
import { FRESH_PROOFS_0029 } from './0029-fresh-proofs';
import { KEPT_RECORDINGS_0030 } from './0030-kept-recordings';
import { DISK_READINGS_0031 } from './0031-disk-readings';
import { SECOND_FACTORS_0032 } from './0032-second-factors';
import { SECOND_PERSON_0033 } from './0033-second-person';
import { SESSIONS_IN_USE_0034 } from './0034-sessions-in-use';
import { KEY_CHANGES_0035 } from './0035-key-changes';

export const MIGRATIONS = [
  PLACES_0001,
  CALENDAR_0002,
  PEOPLE_0003,
  SIGNING_IN_0004,
  DEVICES_0005,
  POLES_0006,
  RECORDINGS_0007,
  ANNOUNCEMENTS_0008,
  BOOKINGS_0009,
  APPROVALS_0010,
  AIR_0011,
  PLANNING_0012,
  STOPS_0013,
  VILLAGES_0014,
  EMERGENCIES_0015,
  DRILLS_0016,
  DELIVERY_0017,
  EVENTS_0018,
  NOTICES_0019,
  INSTALLATION_0020,
  INTENTS_0021,
  PLAN_BOUNDARIES_0022,
  EVENT_MENTIONS_0023,
  PLAN_RUNS_0024,
  READING_INDEXES_0025,
  FAILED_TRIES_0026,
  INCIDENTS_0027,
  WORDS_SINCE_0028,
  FRESH_PROOFS_0029,
  KEPT_RECORDINGS_0030,
  DISK_READINGS_0031,
  SECOND_FACTORS_0032,
  SECOND_PERSON_0033,
  SESSIONS_IN_USE_0034,
  KEY_CHANGES_0035,
];
