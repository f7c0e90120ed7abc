// Behaviours that are wrong on purpose, each put over a port or over an act from outside: the checker must notice every one of them. The product
// has no switch for any of this.
import { ClockWatch, Evidence, Programmes, type Seals } from '#application';
import type { MessageOf } from '#protocol';
import type { DeviceClock, DeviceDisk } from '#loudspeaker';
import type { FakeTime } from '../support/fake-device-clock';
import type { MemoryDisk } from '../support/memory-disk';
import { bodyOf } from './records';
import type { BoxParts } from './simulated-pole';
import type { Story } from './story';

/** What the server says, before it leaves the house. */
interface Saying {
  readonly channel: string;
  readonly envelope: Uint8Array;
}

/** A way to be wrong. */
export interface Weakness extends BoxParts {
  readonly name: string;
  /** Changes what the server says; undefined: it is never said. */
  readonly said?: (said: Saying, communeId: string, seals: Seals) => Promise<Uint8Array | undefined>;
  /** Makes an act do it wrong. Returns a way back. */
  readonly weaken?: () => () => void;
  /** Whether it can show in the story at all; left out: in any. */
  readonly shows?: (story: Story) => boolean;
}

export const NO_WEAKNESS: Weakness = { name: 'none', disk: (disk) => disk, clock: (clock) => clock };

const weakness = (name: string, parts: Partial<Weakness>): Weakness => ({ ...NO_WEAKNESS, name, ...parts });

/** Another method in the place of one. */
function instead<Name extends string>(of: object, name: Name, other: unknown): () => void {
  const own = Object.getOwnPropertyDescriptor(of, name)!;
  const isGetter = own.get !== undefined;
  Object.defineProperty(of, name, isGetter ? { ...own, get: other as () => unknown } : { ...own, value: other });
  return () => Object.defineProperty(of, name, own);
}

type Rewritten = 'programme' | 'settings' | 'urgent';

/** Says something else, signed as if it were true. */
const saying =
  <P extends Rewritten>(purpose: P, change: (message: MessageOf<P>) => MessageOf<P> | undefined): Weakness['said'] =>
  async ({ channel, envelope }, communeId, seals) => {
    if (channel !== purpose) return envelope;
    const message = change(bodyOf<P>(envelope));
    return message && seals.seal(communeId, purpose as 'programme', message as MessageOf<'programme'>);
  };

const entriesOf = (change: (entry: MessageOf<'programme'>['entries'][number]) => object) =>
  saying('programme', (programme) => ({
    ...programme,
    entries: programme.entries.map((entry) => ({ ...entry, ...change(entry) })),
  }));

const never =
  (channel: string): Weakness['said'] =>
  async (said) =>
    said.channel === channel ? undefined : said.envelope;

/** A disk that says that it is done before it is: what was written last is gone after a power cut. */
function forgetfulDisk(disk: MemoryDisk, time: FakeTime, files: readonly string[]): DeviceDisk & { die(): void } {
  const late = new Set<() => void>();
  const later = (
    name: string,
    write: () => Promise<void>,
    now: (...all: never[]) => Promise<void>,
    args: unknown[],
  ) => {
    if (!files.includes(name)) return now.apply(disk, args as never[]);
    const cancel = time.at(time.nowMs + 20_000, () => {
      late.delete(cancel);
      void write();
    });
    late.add(cancel);
    return Promise.resolve();
  };
  const { append, replace } = disk;
  return Object.assign(disk, {
    append: (name: string, lines: readonly string[]) =>
      later(name, () => append.call(disk, name, lines), append, [name, lines]),
    replace: (name: string, content: Uint8Array) =>
      files.includes('journal')
        ? replace.call(disk, name, content)
        : later(name, () => replace.call(disk, name, content), replace, [name, content]),
  });
}

/** A clock that runs away from the true time. */
const runningAway = (clock: DeviceClock, ppm: number): DeviceClock => {
  const at = clock.at.bind(clock);
  return Object.assign(clock, {
    at: (monotonicMs: number, call: () => void) => at(monotonicMs * (1 + ppm / 1_000_000), call),
  });
};

const startsIn = ({ acts }: Story) => acts.flatMap(({ act }) => (act.kind === 'book' ? [act.startsAtMs] : []));
const has =
  (...kinds: readonly string[]): Weakness['shows'] =>
  ({ script, acts }) =>
    script.faults.some(({ kind }) => kinds.includes(kind)) || acts.some(({ act }) => kinds.includes(act.kind));
/** Somebody takes something off so near to its start that it is written down already, or sounds. */
const cancelsLate = (story: Story) => {
  const { acts } = story;
  return acts.some(
    ({ atMs, act }) => act.kind === 'cancel' && startsIn(story).some((at) => Math.abs(at - atMs) < 20_000),
  );
};
/** A pole loses its power while something begins or sounds. */
const cutsPowerOnAir = (story: Story) =>
  story.script.faults.some(
    (fault) =>
      fault.kind === 'power' && startsIn(story).some((at) => fault.atMs > at - 2_000 && fault.atMs < at + 20_000),
  );

/** A pole has its power back after the late limit of something that it holds. */
const comesBackTooLate = (story: Story) =>
  story.script.faults.some(
    (fault) =>
      fault.kind === 'power' &&
      startsIn(story).some((at) => fault.atMs < at - 1_000 && fault.atMs + fault.forMs > at + 70_000),
  );
/** A pole loses its memory so near to a start that it never says what became of it. */
const losesTheMemoryOnAir = (story: Story) =>
  story.script.faults.some(
    (fault) =>
      fault.kind === 'damaged-file' &&
      fault.file === 'journal' &&
      startsIn(story).some((at) => fault.atMs > at - 5_000 && fault.atMs < at + 20_000),
  );
/** Something is lost by a restore, and something else is approved and due when the server has found together again with its poles after a restore. */
const goesOnAfterRestore = ({ script, acts }: Story) =>
  script.faults.some(
    (fault) =>
      fault.kind === 'older-database' &&
      acts.some(({ atMs }) => atMs > fault.atMs - fault.backMs && atMs < fault.atMs) &&
      acts.some(({ atMs, act }) => {
        if (act.kind !== 'approve' || atMs < fault.atMs + fault.forMs + RESTORED_WITHIN_MS) return false;
        return acts.some(({ act: other }) => {
          return other.kind === 'book' && other.number === act.number && other.startsAtMs > atMs + 160_000;
        });
      }),
  );
const RESTORED_WITHIN_MS = 250_000;

const programmes = Programmes.prototype as unknown as Record<string, (...all: never[]) => unknown>;

/** Every one that is known. */
export const MUTANTS: readonly Weakness[] = [
  weakness('the journal is not fsynced', {
    shows: cutsPowerOnAir,
    disk: (disk, time) => forgetfulDisk(disk, time, ['journal']),
  }),
  weakness('timers of a box ring too late', { clock: (clock) => runningAway(clock, 20_000) }),
  weakness('the server believes every step of its clock', {
    shows: has('server-clock'),
    weaken: () => instead(ClockWatch.prototype, 'doubt', () => undefined),
  }),
  weakness('a raised epoch reissues nothing', {
    shows: goesOnAfterRestore,
    said: saying('programme', (programme) => (programme.epoch > 1 ? undefined : programme)),
  }),
  weakness('what is cancelled stays in the programme', {
    shows: has('cancel'),
    said: (() => {
      const known = new Map<string, MessageOf<'programme'>['entries'][number]>();
      return saying('programme', ({ cancelledAiringIds, entries, ...programme }) => {
        for (const entry of entries) known.set(entry.airingId, entry);
        const back = cancelledAiringIds.flatMap((id) => known.get(id) ?? []);
        return { ...programme, entries: [...entries, ...back], cancelledAiringIds: [] };
      });
    })(),
  }),
  weakness('a cancelled sound goes on', {
    shows: cancelsLate,
    said: saying('programme', (programme) => ({ ...programme, cancelledAiringIds: [] })),
  }),
  weakness('receipts are acknowledged, but not stored', {
    weaken: () =>
      instead(
        Evidence.prototype,
        'accept',
        async function (this: Evidence, communeId: string, deviceId: string, envelope: Uint8Array) {
          const { deviceEpoch, receipts } = bodyOf<'receipts'>(envelope);
          const self = this as unknown as { link: { acknowledge(...all: unknown[]): Promise<void> }; seals: Seals };
          const mark = { deviceId, deviceEpoch, sequence: receipts.at(-1)!.sequence };
          await self.link.acknowledge(communeId, deviceId, await self.seals.seal(communeId, 'receipt-ack', mark));
        },
      ),
  }),
  weakness('a lost programme is not said again', {
    shows: has('server-killed', 'link'),
    weaken: () => instead(programmes, 'undelivered', async () => []),
  }),
  weakness('programmes are never said', { said: never('programme') }),
  weakness('urgent orders are never said', { shows: has('stop', 'emergency'), said: never('urgent') }),
  weakness('settings are never said', { said: never('settings') }),
  weakness('acknowledgements are never said', { said: never('ack') }),
  weakness('the late limit is ignored', {
    shows: comesBackTooLate,
    said: entriesOf(() => ({ lateLimitMs: 15 * 60_000 })),
  }),
  weakness('everything begins five seconds early', {
    said: entriesOf(({ startsAt }) => ({ startsAt: startsAt - 5_000 })),
  }),
  weakness('everything begins two minutes late', {
    said: entriesOf(({ startsAt }) => ({ startsAt: startsAt + 120_000 })),
  }),
  weakness('every entry names a new airing', {
    said: entriesOf(({ airingId }) => ({ airingId: airingId.split('').reverse().join('') })),
  }),
  weakness('quiet hours are not told', {
    shows: has('quiet-day'),
    said: saying('settings', (settings) => ({ ...settings, quietHours: [], extraQuiet: [] })),
  }),
  weakness('stops are not in the programme, nor said', {
    shows: has('stop'),
    said: async (said, communeId, seals) => {
      const bare = await saying('programme', (programme) => ({ ...programme, stops: [] }))!(said, communeId, seals);
      return said.channel === 'urgent' && bodyOf<'urgent'>(said.envelope).order.kind === 'stop' ? undefined : bare;
    },
  }),
  weakness('emergencies are ordered too late', {
    shows: has('emergency'),
    said: saying('urgent', (urgent) => (urgent.order.kind === 'emergency' ? undefined : urgent)),
  }),
  weakness('the lease is over at once', {
    said: saying('programme', (programme) => ({ ...programme, leaseUntil: programme.issuedAt + 60_000 })),
  }),
  weakness('the wrong sound is named', {
    said: (() => {
      const seen: MessageOf<'programme'>['entries'][number]['sounds'][] = [];
      return entriesOf(({ sounds }) => {
        if (!seen.some(([first]) => first!.sha256 === sounds[0]!.sha256)) seen.push(sounds);
        return { sounds: seen[0]! };
      });
    })(),
  }),
  weakness('nothing is ever settled', {
    shows: losesTheMemoryOnAir,
    weaken: () => instead(Evidence.prototype, 'settle', async () => undefined),
  }),
];
