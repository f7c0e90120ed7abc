// What rows are held against the log, and by what each is known.
/** What is held against the log, in the order in which it has to be read: what speaks of others stands behind them. */
export const RECORD_KINDS = [
  'recording',
  'announcement',
  'booking',
  'approval',
  'emergency',
  'emergency-template',
  'stop',
  'retraction',
  'confirmation',
  'review',
  'complaint',
  'special-day',
  'slot',
  'village',
  'zone',
  'controller',
  'commune',
  'person',
  'grant',
  'delegation',
  'device',
  'playback',
  'journal',
] as const;
/** One of `RECORD_KINDS`. */
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Fields of a row by what they have to be; undefined: the log does not say. */
export type Said = Readonly<Record<string, unknown>>;

/** How a box says that a playback is over. */
export const ENDED_BY_A_BOX: readonly string[] = ['played', 'interrupted', 'missed', 'refused'];

/** A row of these may be older than its first event, where the log does not say what the commune was founded with. */
export const FOUNDED: ReadonlySet<RecordKind> = new Set(['slot', 'village', 'zone', 'controller', 'commune']);

/**
 * What a row of these has to be of which the log says nothing. Approvals that nobody gave are found among what was decided; what a box said
 * before its playback was planned the log did not always tell.
 */
export const UNTOLD: Readonly<Partial<Record<RecordKind, Said>>> = {
  approval: {},
  playback: { cameToUnheard: null },
  journal: { missing: 0 },
};

/** By what a special day is known in its commune. */
export function specialDayId({ date, name }: { readonly date: unknown; readonly name: unknown }): string {
  return `${String(date)} ${String(name)}`;
}

/** By what the word of a person is known: said again it takes the place of itself. */
export function wordId(word: {
  readonly [Field in 'personId' | 'villageId' | 'slotKey' | 'localDate' | 'airingId' | 'since']?: unknown;
}): string {
  const { personId, villageId, slotKey, localDate, airingId, since } = word;
  return [personId, villageId, slotKey, localDate, airingId ?? '', since ?? 0].map(String).join(' ');
}

/** By what an approval is known. One that goes over to the rest of a series keeps its time. */
export function approvalId(approval: {
  readonly [Field in 'subject' | 'subjectId' | 'approvedAt' | 'digest']?: unknown;
}): string {
  const { subject, subjectId, approvedAt, digest } = approval;
  return [subject, subjectId, approvedAt, digest].map(String).join(' ');
}

/** By what a role is known: nobody holds one twice at one place. */
export function grantId(grant: { readonly [Field in 'personId' | 'role' | 'villageId']?: unknown }): string {
  return [grant.personId, grant.role, grant.villageId ?? ''].map(String).join(' ');
}

/** By what a playback is known. */
export function playbackId(playback: { readonly [Field in 'airingId' | 'controllerId']?: unknown }): string {
  return [playback.airingId, playback.controllerId].map(String).join(' ');
}

/** By what a journal of a box is known. */
export function journalId(journal: { readonly [Field in 'deviceId' | 'deviceEpoch']?: unknown }): string {
  return [journal.deviceId, journal.deviceEpoch].map(String).join(' ');
}
