// How much gain a voice gets, before and after its rendition was measured.
import { correctedPlan, firstPlan, hasPlannedDuration } from './render-plan';
import { SampleLevels } from './sample-levels';

/** A voice of constant level with some peaks above it, all in 16-bit magnitudes. */
function voice(level: number, peak: number, peaksPerThousand: number) {
  const levels = new SampleLevels();
  const samples = Int16Array.from({ length: 10_000 }, (_, at) => (at % 1_000 < peaksPerThousand ? peak : level));
  levels.add(Buffer.from(samples.buffer));
  return { span: { startMs: 500, endMs: 20_500 }, loudnessLufs: -30, levels };
}

const even = voice(1_000, 1_000, 0);
const result = (loudnessLufs: number, truePeakDbtp: number) => ({
  durationMs: 20_000,
  loudnessLufs,
  truePeakDbtp,
  clippedShare: 0,
});

describe('firstPlan', () => {
  it('gives a voice without peaks exactly what it lacks', () => {
    expect(firstPlan(even).gainDb).toBeCloseTo(14, 1);
  });

  it('turns down what is too loud', () => {
    expect(firstPlan({ ...even, loudnessLufs: -10 }).gainDb).toBeCloseTo(-6, 1);
  });

  it('gives more where the limiter will take peaks away, and the more of them the more', () => {
    const few = firstPlan(voice(1_000, 8_000, 2)).gainDb;
    const many = firstPlan(voice(1_000, 8_000, 20)).gainDb;
    expect(few).toBeGreaterThan(14);
    expect(many).toBeGreaterThan(few);
  });

  it('stays finite where no gain reaches the window', () => {
    expect(firstPlan(voice(1, 30_000, 1)).gainDb).toBeLessThanOrEqual(60);
  });
});

describe('correctedPlan', () => {
  const tried = firstPlan(even);

  it('adds what the result lacked', () => {
    expect(correctedPlan(even, tried, result(-18, -3)).gainDb).toBeCloseTo(tried.gainDb + 2, 1);
    expect(correctedPlan(even, tried, result(-14, -3)).gainDb).toBeCloseTo(tried.gainDb - 2, 1);
  });

  it('lowers the ceiling by more than what the peaks were over, and only then', () => {
    expect(correctedPlan(even, tried, result(-18, -3)).ceilingDbfs).toBe(tried.ceilingDbfs);
    expect(correctedPlan(even, tried, result(-16, -1)).ceilingDbfs).toBeLessThan(tried.ceilingDbfs - 0.5);
  });

  it('keeps what was trimmed', () => {
    expect(correctedPlan(even, tried, result(-18, -3)).span).toEqual(even.span);
  });
});

describe('hasPlannedDuration', () => {
  it('allows for headers and refuses a rendition that lost its end', () => {
    const plan = firstPlan(even);
    expect(hasPlannedDuration(plan, 20_050)).toBe(true);
    expect(hasPlannedDuration(plan, 19_000)).toBe(false);
    expect(hasPlannedDuration(plan, 0)).toBe(false);
  });
});
