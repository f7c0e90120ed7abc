// The outbox, every state against every event: an item is locked while it is under way, and only the server's word makes it sent.
import { stateAfter, failureOf, isOpen, OUTBOX_EVENTS, OUTBOX_STATES } from './outbox';

// prettier-ignore
const TABLE = {
  //          send       edit     begin      line-lost  refused  done
  draft:    ['waiting', 'draft', undefined, undefined, undefined, undefined],
  waiting:  [undefined, 'draft', 'sending', undefined, undefined, undefined],
  sending:  [undefined, undefined, undefined, 'waiting', 'draft', 'sent'],
  sent:     [undefined, undefined, undefined, undefined, undefined, undefined],
} as const;

describe.each(OUTBOX_STATES)('an item that is %s', (state) => {
  it.each(OUTBOX_EVENTS.map((event, index) => [event, TABLE[state][index]] as const))('on %s: %s', (event, next) => {
    expect(stateAfter(state, event)).toBe(next);
  });
});

it('can be changed before it is under way, and never again', () => {
  expect(OUTBOX_STATES.filter(isOpen)).toEqual(['draft', 'waiting']);
});

it.each([
  [0, 'line-lost'],
  [502, 'line-lost'],
  [429, 'line-lost'],
  [409, 'line-lost'],
  [401, 'signed-out'],
  [403, 'refused'],
  [413, 'refused'],
  [422, 'refused'],
])('an answer of %d means %s', (status, failure) => {
  expect(failureOf(status)).toBe(failure);
});
