import { polesTogether, STRIP_MS, type NamedSound, type OneOfPoles } from '..';

const NOW = Date.parse('2026-11-23T08:00:00+07:00');
const sound = (title: string, startsAt: number): NamedSound => ({ kind: 'item', title, startsAt, durationMs: 1_000 });

function pole(own: Partial<OneOfPoles<NamedSound>> = {}): OneOfPoles<NamedSound> {
  const nothing = { since: null, lastContactAt: null, report: null, strip: [], playing: null, next: null };
  return { condition: 'good', volumePercent: 80, ...nothing, ...own };
}

const report = (soundsHeld: number) => ({
  ...{ volumePercent: 60, soundsHeld, soundsWanted: 3 },
  ...{ bytesHeld: 100 * soundsHeld, bytesWanted: 300 },
});

it('speaks of the pole that is doing worst, and counts those that are well', () => {
  const row = polesTogether(
    [pole(), pole({ condition: 'fetching', since: 3 }), pole({ condition: 'offline', since: 5 }), pole({ since: 7 })],
    NOW,
  );
  expect(row).toMatchObject({ poles: 4, well: 3, condition: 'offline', since: 5 });
  expect(polesTogether([pole(), pole({ condition: 'fetching', since: 3 })], NOW)).toMatchObject({
    ...{ condition: 'fetching', since: null },
  });
});

it('adds up what they hold, and names bytes only while something is missing', () => {
  expect(polesTogether([pole({ report: report(3) }), pole()], NOW)).toMatchObject({
    ...{ soundsHeld: 3, soundsWanted: 3, bytesHeld: 0, bytesWanted: 0, quietestPercent: 60, loudestPercent: 80 },
  });
  expect(polesTogether([pole({ report: report(3) }), pole({ report: report(1) })], NOW)).toMatchObject({
    ...{ soundsHeld: 4, soundsWanted: 6, bytesHeld: 400, bytesWanted: 600 },
  });
});

it('tells what comes first of what did not begin yet by the clock', () => {
  const [begun, later, first] = [sound('begun', NOW), sound('later', NOW + 9), sound('first', NOW + 5)];
  expect(polesTogether([pole({ next: begun }), pole({ next: later }), pole({ next: first })], NOW)).toMatchObject({
    ...{ next: first, playing: null },
  });
});

it('lays absences over each other, and says from when on they are known', () => {
  const strip = (goneAt: number, backAt: number) => [
    { from: NOW - 100, to: goneAt, online: true },
    { from: goneAt, to: backAt, online: false },
    { from: backAt, to: NOW, online: true },
  ];
  const row = polesTogether(
    [pole({ strip: strip(NOW - 50, NOW - 30) }), pole({ strip: strip(NOW - 40, NOW - 20) })],
    NOW,
  );
  expect(row).toMatchObject({ knownSince: NOW - 100, away: [{ from: NOW - 50, to: NOW - 20 }] });
  expect(polesTogether([pole()], NOW).knownSince).toBe(NOW);
  const all = [{ from: NOW - STRIP_MS, to: NOW, online: true }];
  expect(polesTogether([pole({ strip: all })], NOW).knownSince).toBeNull();
});
