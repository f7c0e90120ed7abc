// What is refused, what is only warned about, and what a rendition must reach.
import { LOUDNESS_TARGET, meetsLoudnessTarget, refusalOf, warningsOf, type RecordingFindings } from './sound';

const goodNotice: RecordingFindings = {
  measure: { durationMs: 20_000, loudnessLufs: -24, truePeakDbtp: -6, clippedShare: 0 },
  decodedMs: 20_000,
  soundingMs: 19_000,
  promisedDurationMs: 20_050,
  decodeFaults: 0,
};

const findings = (
  measure: Partial<RecordingFindings['measure']>,
  rest: Partial<RecordingFindings> = {},
): RecordingFindings => ({
  ...goodNotice,
  decodedMs: measure.durationMs ?? goodNotice.decodedMs,
  ...rest,
  measure: { ...goodNotice.measure, ...measure },
});

describe('refusalOf', () => {
  it.each<[string, RecordingFindings]>([
    ['an ordinary notice', goodNotice],
    ['a header that promises nothing', findings({}, { promisedDurationMs: undefined })],
    ['exactly an hour', findings({ durationMs: 3_600_000 }, { promisedDurationMs: undefined })],
    ['a quiet voice', findings({ loudnessLufs: -59 })],
    ['light clipping', findings({ clippedShare: 0.02 })],
    ['a header half a second off', findings({}, { promisedDurationMs: 20_500 })],
    ['a few damaged packets', findings({}, { decodeFaults: 5 })],
    ['five seconds cut out of a whole recording', findings({ durationMs: 5_000 }, { decodedMs: 20_000 })],
  ])('accepts %s', (_, given) => {
    expect(refusalOf(given)).toBeUndefined();
  });

  it.each<[string, RecordingFindings, string]>([
    ['more than an hour', findings({ durationMs: 3_600_001 }), 'recording-too-long'],
    ['a quarter missing', findings({ durationMs: 15_000 }), 'recording-broken'],
    ['a header that lies by half an hour', findings({}, { promisedDurationMs: 1_800_000 }), 'recording-broken'],
    ['more faults than seconds', findings({}, { decodeFaults: 21 }), 'recording-broken'],
    ['marks of a trim that leave nothing', findings({ durationMs: 0 }, { decodedMs: 20_000 }), 'recording-too-short'],
    ['less than a second', findings({ durationMs: 999 }, { promisedDurationMs: 999 }), 'recording-too-short'],
    ['nothing above the gate', findings({ loudnessLufs: undefined }), 'recording-silent'],
    ['only the hiss of the microphone', findings({ loudnessLufs: -60.1 }), 'recording-silent'],
    ['one knock in twenty seconds', findings({}, { soundingMs: 400 }), 'recording-too-short'],
    ['hard clipping', findings({ clippedShare: 0.021 }), 'recording-clipped'],
  ])('refuses %s', (_, given, code) => {
    expect(refusalOf(given)?.code).toBe(code);
  });

  it('names the fault that matters most: a silent, cut recording is broken first', () => {
    expect(refusalOf(findings({ durationMs: 500, loudnessLufs: undefined }))?.code).toBe('recording-broken');
  });
});

describe('warningsOf', () => {
  it('warns of light clipping and of nothing else', () => {
    expect(warningsOf(findings({ clippedShare: 0.001 }).measure)).toEqual(['lightly-clipped']);
    expect(warningsOf(findings({ clippedShare: 0.0004 }).measure)).toEqual([]);
  });
});

describe('meetsLoudnessTarget', () => {
  const { lufs, toleranceLu, maxTruePeakDbtp } = LOUDNESS_TARGET;
  const rendition = (loudnessLufs: number | undefined, truePeakDbtp: number | undefined) =>
    findings({ loudnessLufs, truePeakDbtp }).measure;

  it('accepts the edges of the window', () => {
    expect(meetsLoudnessTarget(rendition(lufs - toleranceLu, maxTruePeakDbtp))).toBe(true);
    expect(meetsLoudnessTarget(rendition(lufs + toleranceLu, maxTruePeakDbtp))).toBe(true);
  });

  it('refuses what is too quiet, too loud, too peaky or silent', () => {
    expect(meetsLoudnessTarget(rendition(lufs - toleranceLu - 0.1, -3))).toBe(false);
    expect(meetsLoudnessTarget(rendition(lufs + toleranceLu + 0.1, -3))).toBe(false);
    expect(meetsLoudnessTarget(rendition(lufs, maxTruePeakDbtp + 0.1))).toBe(false);
    expect(meetsLoudnessTarget(rendition(undefined, undefined))).toBe(false);
  });
});
