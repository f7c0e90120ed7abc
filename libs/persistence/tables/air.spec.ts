// The states of the partial index are written out in SQL; the domain may not grow another open state behind its back.
import { ENDED_PLAYBACK_STATES, PLAYBACK_STATES } from '#domain';
import { OPEN_PLAYBACK_STATES_SQL } from './air';

it('the playbacks that are looked through for passed deadlines are those that have not ended', () => {
  const open = PLAYBACK_STATES.filter((state) => !ENDED_PLAYBACK_STATES.includes(state));

  expect(OPEN_PLAYBACK_STATES_SQL).toBe(`(${open.map((state) => `'${state}'`).join(', ')})`);
});
