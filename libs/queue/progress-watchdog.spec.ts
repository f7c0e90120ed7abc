// When workers fall silent, and when only Redis did. Time stands still here unless a test moves it.
import { ProgressWatchdog } from './progress-watchdog';

function watched() {
  const world = { nowMs: 0, taken: true, restarts: 0 };
  const watchdog = new ProgressWatchdog(
    {
      sendCanary: () => Promise.resolve(world.taken),
      restart: () => (world.restarts += 1),
      monotonicMs: () => world.nowMs,
    },
    { canaryEveryMs: 5_000, silenceLimitMs: 15_000 },
  );
  const lookAt = async (nowMs: number) => {
    world.nowMs = nowMs;
    await watchdog.look();
  };
  return { world, watchdog, lookAt };
}

describe('the watchdog of the workers', () => {
  it('leaves workers alone that answer', async () => {
    const { world, watchdog, lookAt } = watched();
    for (let second = 0; second <= 60; second += 5) {
      await lookAt(second * 1_000);
      watchdog.answered();
    }
    expect(world.restarts).toBe(0);
  });

  it('replaces workers after 15 s of silence, and gives the new ones 15 s too', async () => {
    const { world, watchdog, lookAt } = watched();
    for (const second of [0, 5, 10, 15]) await lookAt(second * 1_000);
    expect([world.restarts, watchdog.progressing]).toEqual([0, true]);
    world.nowMs = 15_001;
    expect(watchdog.progressing).toBe(false);
    for (const second of [20, 25, 30, 35]) await lookAt(second * 1_000);
    expect(world.restarts).toBe(1);
    await lookAt(40_000);
    expect(world.restarts).toBe(2);
  });

  it('does not blame the workers for a piece of work of this very process, during which nobody could answer', () => {
    jest.useFakeTimers();
    const { world, watchdog } = watched();
    const pass = (everyMs: number) => {
      world.nowMs += everyMs;
      jest.advanceTimersByTime(5_000);
    };
    watchdog.start();
    for (let round = 0; round < 3; round += 1) pass(25_000);
    expect(world.restarts).toBe(0);
    pass(5_000);
    expect(world.restarts).toBe(1);
    watchdog.stop();
    jest.useRealTimers();
  });

  it('does not blame the workers for a Redis that is away', async () => {
    const { world, lookAt } = watched();
    await lookAt(0);
    world.taken = false;
    for (let second = 5; second <= 60; second += 5) await lookAt(second * 1_000);
    world.taken = true;
    await lookAt(65_000);
    await lookAt(80_000);
    expect(world.restarts).toBe(0);
    await lookAt(80_001);
    expect(world.restarts).toBe(1);
  });
});
