// What people do, by name. What a role allows, and what a way of coming in is enough for, is said of each of these.

/** Everything a person can do, named by verb. */
export const ACTS = [
  'commune.view',
  'recording.create',
  'announcement.write',
  'booking.propose',
  'booking.approve.leader',
  'booking.approve.operator',
  'booking.order',
  'booking.cancel',
  'approval.refuse',
  'approval.delegate',
  'link.issue',
  'review.sign',
  'air.stop',
  'air.retract',
  'village.mute',
  'village.notice',
  'emergency.order',
  'emergency.break-glass',
  'emergency.end',
  'emergency.upstream',
  'drill.order',
  'rundown.confirm',
  'device.enrol',
  'device.code',
  'place.edit',
  'rules.edit',
  'controller.edit',
  'people.view',
  'people.edit',
  'complaint.answer',
  'audit.read',
  'keys.change',
] as const;

/** One of `ACTS`. */
export type Act = (typeof ACTS)[number];
