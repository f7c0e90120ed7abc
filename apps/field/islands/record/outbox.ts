// What becomes of an item on the phone: four words, and which of them follows which. Only the server's word makes an item sent.

export const OUTBOX_STATES = ['draft', 'waiting', 'sending', 'sent'] as const;
/** One of `OUTBOX_STATES`: Nháp, Chờ mạng, Đang gửi, Đã gửi. */
export type OutboxState = (typeof OUTBOX_STATES)[number];

export const OUTBOX_EVENTS = ['send', 'edit', 'begin', 'line-lost', 'refused', 'done'] as const;
export type OutboxEvent = (typeof OUTBOX_EVENTS)[number];

// prettier-ignore
const OUTBOX: Readonly<Record<OutboxState, Partial<Record<OutboxEvent, OutboxState>>>> = {
  draft:   { send: 'waiting', edit: 'draft' },
  waiting: { begin: 'sending', edit: 'draft' },
  // Locked: what is under way is not changed under the sender's hands.
  sending: { 'line-lost': 'waiting', refused: 'draft', done: 'sent' },
  sent:    {},
};

/** The state after an event; undefined when the event means nothing in that state. */
export function stateAfter(state: OutboxState, event: OutboxEvent): OutboxState | undefined {
  return OUTBOX[state][event];
}

/** Whether a person may still change or throw away an item. */
export function isOpen(state: OutboxState): boolean {
  return stateAfter(state, 'edit') !== undefined;
}

/** What a failed sending was: nobody there, nobody signed in, or a no that trying again does not change. */
export function failureOf(status: number): 'line-lost' | 'signed-out' | 'refused' {
  if (status === 401) return 'signed-out';
  // 408, 409 of a key that still runs, 425, 429 and everything of 500 and above pass by themselves.
  if (status === 0 || status >= 500 || [408, 409, 423, 425, 429].includes(status)) return 'line-lost';
  return 'refused';
}
