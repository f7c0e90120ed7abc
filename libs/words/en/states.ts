// English: states, reasons and roles, in the fixed words of the trade.
import type { Catalogue } from '../catalogue';

type States = Pick<
  Catalogue,
  | 'recordingStates'
  | 'announcementStates'
  | 'bookingStates'
  | 'playbackStates'
  | 'airingReasons'
  | 'deviceReasons'
  | 'outlooks'
  | 'messageClasses'
  | 'confirmationAnswers'
  | 'roles'
>;

export const states: States = {
  recordingStates: { received: 'Received', rendering: 'Being prepared', ready: 'Ready', refused: 'Cannot be used' },
  announcementStates: {
    draft: 'Draft',
    submitted: 'Waiting for approval',
    approved: 'Approved',
    changes_requested: 'Changes requested',
    void: 'Approval no longer valid',
    retired: 'Put away',
  },
  bookingStates: {
    proposed: 'Waiting for approval',
    approved: 'Booked',
    declined: 'Declined',
    cancelled: 'Cancelled',
    missed: 'Not approved in time',
    finished: 'Finished',
    replaced: 'Gave way',
  },
  playbackStates: {
    planned: 'planned',
    delivered: 'schedule sent',
    ready: 'ready',
    playing: 'on air',
    played: 'played',
    interrupted: 'cut short',
    missed: 'not played',
    refused: 'refused',
    cancelled: 'cancelled',
    unconfirmed: 'no word',
  },
  airingReasons: {
    'booking-cancelled': 'the booking was cancelled',
    'booking-declined': 'the booking was declined',
    'day-cancelled': 'this day was cancelled',
    'booking-replaced': 'gave way to another booking',
    'announcement-voided': 'the content was edited and needs a new approval',
    'special-day': 'the series pauses on this special day',
    'no-longer-due': 'no longer booked',
    'not-as-approved': 'it is not what was approved; somebody has to look',
    'drill-cancelled': 'the DRILL was cancelled',
    'no-poles': 'no loudspeaker is left in the zone',
    stopped: 'a stop is in force',
    unapproved: 'not approved in time',
    locked: 'the broadcast was already closed',
    'too-soon': 'too close to air',
    'quiet-hours': 'quiet time',
    overlap: 'the time is taken',
    overflow: 'the slot is full',
    'clock-change': 'the clocks change on that day',
    'rundown-cap': 'over the minutes allowed for one broadcast',
    'day-cap': 'over the minutes allowed for one day',
    emergency: 'gave way to an emergency',
    'emergency-over': 'the emergency is over',
    'rundown-empty': 'nothing left in the broadcast',
    'no-room': 'the slot is full',
  },
  deviceReasons: {
    'clock-unattested': 'its clock was not confirmed',
    'clock-unsure': 'its clock was not sure enough',
    'lease-ended': 'no new schedule for too long',
    'no-settings': 'no settings received yet',
    'sound-not-ready': 'the sound was not loaded',
    'horn-busy': 'another sound was playing',
    'device-off': 'no power, or switched off',
    'clock-moved': 'the clock was moved past its time',
    'device-restarted': 'restarted while playing',
    'start-passed': 'the time had passed',
    stopped: 'a stop was in force',
    cancelled: 'cancelled',
    'quiet-hours': 'quiet time',
    'rundown-cap': 'the broadcast had its minutes already',
    'day-cap': 'the day had its minutes already',
    'least-silence': 'too soon after the sound before',
    emergency: 'gave way to an emergency',
    'pre-empted': 'cut short by something weightier',
    'air-taken': 'the DRILL gave way to a real item',
    'no-evidence': 'the device sent no word',
    'after-cancel': 'it had been cancelled',
  },
  outlooks: { toPlay: 'Will play', played: 'Played', trouble: 'Trouble' },
  messageClasses: { normal: 'Normal', priority: 'Priority', emergency: 'Emergency' },
  confirmationAnswers: {
    heard: 'heard well',
    faint: 'faint or noisy',
    not_heard: 'not heard',
    wrong_content: 'wrong content',
    other: 'other trouble',
  },
  roles: {
    recorder: 'Recorder',
    operator: 'Operator',
    leader: 'Leader',
    village_head: 'Village head',
    technician: 'Technician',
    admin: 'Administrator',
    deputy: 'Deputy approver',
    upstream: 'System from above',
  },
};
