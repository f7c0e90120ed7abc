// Whoever says the time at the machine and mistypes it is told how to say it, and nothing is believed.
import type { Config } from '#config';
import { clockConfirm } from './clock-confirm';

it.each([
  [[]],
  [['2026-11-30']],
  [['2026-11-30', '1']],
  [['2026-11-31', '17:05']],
  [['today', 'now']],
  [['17:05', '2026-11-30']],
])('%j is no date and time', async (said) => {
  await expect(clockConfirm.run({} as Config, said)).rejects.toThrow('as in 2026-11-30 17:05');
});
