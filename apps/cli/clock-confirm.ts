// A person says at the machine that its clock is right, so that a server that doubts it goes on.
import { CLOCK_CONFIRMED } from '#data-folder';
import { isLocalDate, isWallTime, localDateOf, MINUTE_MS, wallTimeOf, type TimeZone } from '#domain';
import { UsageError, type Command } from './command';
import { machineNow } from './installation-clock';
import { withDatabase } from './migrate';

const ZONE: TimeZone = 'Asia/Ho_Chi_Minh';

export const clockConfirm: Command = {
  name: 'clock confirm',
  usage: '<date> <time>',
  summary: 'say what date and time it is (2026-11-30 17:05): a server that doubts its clock then believes it',
  async run(config, [date, time]) {
    if (!date || !time || !isLocalDate(date) || !isWallTime(time)) {
      throw new UsageError('Say the date and the time that a clock shows, as in 2026-11-30 17:05.');
    }
    await withDatabase(config, async ({ unitOfWork }) => {
      const [commune] = await unitOfWork.read.places.communes();
      const zone = commune?.timeZone ?? ZONE;
      const now = machineNow();
      const near = [0, -1, 1, -2, 2, -3, 3].map((minutes) => now + minutes * MINUTE_MS);
      const isRight = near.some(
        (at) => localDateOf(at, zone) === date && wallTimeOf(at, zone).slice(0, 5) === time.slice(0, 5),
      );
      if (!isRight) {
        const shown = `${localDateOf(now, zone)} ${wallTimeOf(now, zone).slice(0, 5)}`;
        throw new UsageError(`This machine has ${shown} (${zone}). Set its clock first.`);
      }
      await CLOCK_CONFIRMED.write(config.dataDir, { at: now });
      console.log('The server believes its clock within a minute.');
    });
  },
};
