// How far a run has come, from ffmpeg's own words.
import { ProgressLog } from './progress-log';

describe('ProgressLog', () => {
  it('reads the length done, also from lines in pieces', () => {
    const seen: number[] = [];
    const log = new ProgressLog((doneMs) => seen.push(doneMs));
    for (const piece of ['bitrate=64\nout_time=00:00', ':01.500000\nprogress=continue\n', 'out_time=01:02:03.25\n']) {
      log.add(piece);
    }
    expect(seen).toEqual([1_500, 3_723_250]);
    expect(log.doneMs).toBe(3_723_250);
  });

  it('takes no length from a run that has none yet', () => {
    const log = new ProgressLog(() => {
      throw new Error('nothing was done');
    });
    log.add('out_time=N/A\nout_time=-577014:32:22.77\nprogress=continue\n');
    expect(log.doneMs).toBe(0);
  });
});
