// What an event makes old on the screens of the desk.
import { subjectOf, type WatchedKind, type WatchedSubject } from '#domain';
import type { Subject } from './queries';

/**
 * By what the event is about. What the server tells nobody who watches (people, roles, links, tokens) has no line here: whoever did it sees it
 * by the act itself. `notices` stands wherever people are told in the same unit of work, and `needs` beside it, because it counts the unread
 * ones. The poles are asked for one by one (`live-poles.ts`); `poles` stands where any of them may be another one.
 */
const REFRESHES: Readonly<Record<WatchedSubject, readonly Subject[]>> = {
  recording: ['recordings', 'announcements', 'needs'],
  announcement: ['announcements', 'bookings', 'rundowns', 'tonight', 'needs', 'notices', 'why'],
  approval: ['announcements', 'needs', 'notices'],
  booking: ['bookings', 'announcements', 'rundowns', 'tonight', 'needs', 'notices', 'why'],
  airing: ['rundowns', 'tonight', 'needs', 'notices', 'why'],
  programme: ['why'],
  plan: ['rundowns', 'tonight', 'needs', 'notices'],
  playback: ['rundowns', 'needs', 'notices', 'why'],
  stop: ['stops', 'rundowns', 'tonight', 'needs', 'why'],
  village: ['places', 'stops', 'rundowns', 'tonight', 'needs', 'notices', 'why'],
  'village-notice': ['bookings', 'announcements', 'rundowns', 'tonight', 'needs', 'notices', 'why'],
  retraction: ['bookings', 'announcements', 'rundowns', 'tonight', 'needs', 'notices', 'why'],
  resend: ['bookings', 'rundowns', 'needs'],
  emergency: ['emergencies', 'rundowns', 'tonight', 'needs', 'notices', 'why'],
  'emergency-template': ['emergencies'],
  review: ['reviews', 'needs', 'notices'],
  rundown: ['rundowns', 'needs', 'why'],
  complaint: ['needs', 'notices'],
  trouble: ['needs'],
  slot: ['places', 'rundowns', 'tonight', 'needs', 'notices'],
  drill: ['drills', 'rundowns', 'tonight', 'needs', 'notices'],
  'self-test': ['poles', 'drills', 'needs', 'notices'],
  device: ['places', 'needs', 'notices', 'why'],
  pole: ['needs'],
  commune: ['commune', 'places', 'rundowns', 'tonight', 'needs', 'notices'],
  zone: ['places', 'poles', 'needs'],
  controller: ['places', 'poles', 'needs'],
};

/** Which subjects an event of that kind makes old. */
export function madeOldBy(kind: WatchedKind): readonly Subject[] {
  // The journal shows every event.
  return [...REFRESHES[subjectOf(kind)], 'audit'];
}
