// Every step in its order. A new step goes to the end; a released one is never touched again.
import { PLACES_0001 } from './0001-places';
import { PEOPLE_0002 } from './0002-people';
import { DEVICES_0003 } from './0003-devices';
import { RECORDINGS_0004 } from './0004-recordings';
import { ANNOUNCEMENTS_0005 } from './0005-announcements';
import { AIR_0006 } from './0006-air';
import { DELIVERY_0007 } from './0007-delivery';
import { EVENTS_0008 } from './0008-events';
import { INSTALLATION_0009 } from './0009-installation';
import { RULES_0010 } from './0010-rules';
import { SPECIAL_DAYS_0011 } from './0011-special-days';
import { AMENDED_BOOKINGS_0012 } from './0012-amended-bookings';
import { AUDIT_CHAIN_0013 } from './0013-audit-chain';
import { EMERGENCIES_0016 } from './0016-emergencies';
import { APPROVAL_CHAIN_0017 } from './0017-approval-chain';
import { RETRACTIONS_0018 } from './0018-retractions';
import { DRILLS_0019 } from './0019-drills';
import { DOORS_OF_THE_VILLAGE_0020 } from './0020-doors-of-the-village';
import { COMPLAINTS_0021 } from './0021-complaints';
import { TRIMS_0022 } from './0022-trims';
import { UPLOADS_0023 } from './0023-uploads';
import { PEOPLE_OF_VILLAGES_0024 } from './0024-people-of-villages';
import { TROUBLE_SETTLEMENTS_0026 } from './0026-trouble-settlements';
import { POLES_0027 } from './0027-poles';
import { ADMINISTRATION_0028 } from './0028-administration';
import { EDITED_TEMPLATES_0031 } from './0031-edited-templates';
import { PLAN_FAILURES_0033 } from './0033-plan-failures';
import { STRENGTHS_0034 } from './0034-strengths';
import { CANCELLED_PLAYBACKS_0035 } from './0035-cancelled-playbacks';
import { INTENT_STEPS_0036 } from './0036-intent-steps';

export const MIGRATIONS = [
  PLACES_0001,
  PEOPLE_0002,
  DEVICES_0003,
  RECORDINGS_0004,
  ANNOUNCEMENTS_0005,
  AIR_0006,
  DELIVERY_0007,
  EVENTS_0008,
  INSTALLATION_0009,
  RULES_0010,
  SPECIAL_DAYS_0011,
  AMENDED_BOOKINGS_0012,
  AUDIT_CHAIN_0013,
  EMERGENCIES_0016,
  APPROVAL_CHAIN_0017,
  RETRACTIONS_0018,
  DRILLS_0019,
  DOORS_OF_THE_VILLAGE_0020,
  COMPLAINTS_0021,
  TRIMS_0022,
  UPLOADS_0023,
  PEOPLE_OF_VILLAGES_0024,
  TROUBLE_SETTLEMENTS_0026,
  POLES_0027,
  ADMINISTRATION_0028,
  EDITED_TEMPLATES_0031,
  PLAN_FAILURES_0033,
  STRENGTHS_0034,
  CANCELLED_PLAYBACKS_0035,
  INTENT_STEPS_0036,
];
