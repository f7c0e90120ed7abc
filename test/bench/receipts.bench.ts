// What the receipts of many poles cost the server, beside what a bare database takes for the same number of rows in the same run. Where an
// envelope holds one or two receipts its signature and that of its answer cost most; what these take alone is measured too.
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { playbackIdOf } from '#protocol';
import { DeskWorld } from '../support/desk-world';
import { openPlain, type PlainConnection } from '../support/plain-sqlite';
import { polesOnAir, type PoleOnAir } from '../support/poles-on-air';
import type { Unnumbered } from '../support/signing-box';

const POLES = 500;
/** Poles of a commune, and entries of its programme. */
const [POLES_OF_A_COMMUNE, ENTRIES] = [44, 73];
/** The first one warms up and is not counted. */
const ROUNDS = 6;
const [ROWS_PER_BATCH, BARE_BATCHES] = [1_000, 4];
/** A run in which the control itself varies more than this says nothing. */
const MOST_CONTROL_SPREAD = 2;

let world: DeskWorld;
let folder: string;
let bare: PlainConnection;
let poles: readonly PoleOnAir[];

beforeAll(async () => {
  world = await DeskWorld.open();
  await world.seals.load();
  poles = await polesOnAir(world, POLES, ENTRIES);
  folder = await mkdtemp(join(tmpdir(), 'loa-bench-'));
  bare = await openPlain(join(folder, 'bare.sqlite'), { create: true });
  await bare.all('PRAGMA journal_mode = WAL');
  await bare.all('PRAGMA synchronous = FULL');
  await bare.all(
    `CREATE TABLE receipts ("deviceId" text NOT NULL, "deviceEpoch" text NOT NULL, "sequence" integer NOT NULL, "communeId" text NOT NULL,
      "kind" text NOT NULL, "playbackId" text, "deviceAt" integer NOT NULL, "receivedAt" integer NOT NULL, "body" text NOT NULL,
      PRIMARY KEY ("deviceId", "deviceEpoch", "sequence"))`,
  );
  await bare.all('CREATE INDEX receipts_by_playback ON receipts ("playbackId")');
});
afterAll(async () => {
  await bare.close();
  await rm(folder, { recursive: true });
  await world.close();
});

/** Processor time of this process and all its threads, in microseconds; waiting for others is not counted. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

let bareRows = 0;

/** One bare row of a batch, in microseconds; of several batches, because one alone is over too soon to be told from what else the machine does. */
async function bareRowCost(): Promise<number> {
  let cost = 0;
  for (let batch = 0; batch < BARE_BATCHES; batch += 1) cost += await bareBatchCost();
  return cost / BARE_BATCHES / ROWS_PER_BATCH;
}

async function bareBatchCost(): Promise<number> {
  const rows = Array.from({ length: ROWS_PER_BATCH }, (_, place) => {
    bareRows += 1;
    const { box, airings } = poles[place % POLES]!;
    const body = {
      sequence: bareRows,
      at: 1,
      uncertaintyMs: 5,
      uptimeMs: 1_000,
      kind: 'started',
      airingId: airings[0]!.id,
    };
    return [
      box.deviceId,
      'epoch-1',
      bareRows,
      world.communeId,
      'started',
      `playback ${bareRows}`,
      1,
      1,
      JSON.stringify(body),
    ];
  });
  const sql = `INSERT INTO receipts VALUES ${rows.map(() => '(?,?,?,?,?,?,?,?,?)').join()}`;
  return cpuOf(() => bare.all(sql, ...rows.flat()));
}

const keys = generateKeyPairSync('ed25519');

/** Verifying one envelope and signing its answer, in microseconds. */
async function signaturesCost(): Promise<number> {
  const times = 200;
  const bytes = Buffer.alloc(500, 1);
  const signature = sign(null, bytes, keys.privateKey);
  const cost = await cpuOf(async () => {
    for (let time = 0; time < times; time += 1) {
      verify(null, bytes, keys.publicKey, signature);
      sign(null, bytes, keys.privateKey);
    }
  });
  return cost / times;
}

/** Everybody's envelope comes at the same moment. In microseconds for all. */
function costOf(
  speakers: readonly PoleOnAir[],
  receiptsOf: (pole: PoleOnAir) => readonly Unnumbered[],
): Promise<number> {
  const said = speakers.map((pole) => [pole.box.deviceId, pole.box.sign(world.clock.now(), receiptsOf(pole))] as const);
  return cpuOf(() =>
    Promise.all(said.map(([deviceId, envelope]) => world.evidence.accept(world.communeId, deviceId, envelope))),
  );
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const spreadOf = (values: readonly number[]) => Math.max(...values) / Math.min(...values);

/** Item `item` of a pole, as its receipts name it. */
function named({ box, airings }: PoleOnAir, item: number) {
  const airingId = airings[item]!.id;
  return { airingId, playbackId: playbackIdOf(airingId, box.controllerId), startsAt: airings[item]!.startsAt };
}

function started(pole: PoleOnAir, item: number): Unnumbered {
  const { airingId, playbackId } = named(pole, item);
  return { kind: 'started', airingId, playbackId };
}

function played(pole: PoleOnAir, item: number): Unnumbered {
  const { airingId, playbackId, startsAt } = named(pole, item);
  return { kind: 'played', airingId, playbackId, startedAt: startsAt, playedMs: 60_000 };
}

interface Shape {
  readonly name: string;
  /** Rows that one envelope brings. */
  readonly rows: number;
  readonly speakers: number;
  /** At most so many times as much as the bare rows. Null: the signatures alone are more. */
  readonly gate: number | null;
  readonly receiptsOf: (pole: PoleOnAir, round: number) => readonly Unnumbered[];
}

const SHAPES: readonly Shape[] = [
  {
    name: 'started, one in an envelope',
    rows: 1,
    speakers: POLES,
    gate: null,
    receiptsOf: (pole, round) => [started(pole, 2 * round)],
  },
  {
    name: 'played and the next started',
    rows: 2,
    speakers: POLES,
    gate: null,
    receiptsOf: (pole, round) => [played(pole, 2 * round), started(pole, 2 * round + 1)],
  },
  {
    name: 'a morning brought after a bad line: started and played of 20 items',
    rows: 40,
    speakers: POLES_OF_A_COMMUNE,
    gate: 10,
    receiptsOf: (pole) =>
      Array.from({ length: 20 }, (_, item) => [started(pole, 20 + item), played(pole, 20 + item)]).flat(),
  },
];

/** Puts every playback back to where it was before anybody reported. */
async function forgetStates(): Promise<void> {
  const plain = await openPlain(world.database.path);
  await plain.all(`UPDATE playbacks SET "state" = 'planned', "startedAt" = NULL, "playedMs" = NULL`);
  await plain.close();
}

interface Measured {
  readonly costs: number[];
  readonly ratios: number[];
}

it('receipts cost at most ten times a bare row of a batch', async () => {
  const measured = new Map(SHAPES.map(({ name }) => [name, { costs: [], ratios: [] } as Measured]));
  const ready: Measured = { costs: [], ratios: [] };
  const controls: number[] = [];
  const signatures: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await forgetStates();
    for (const { name, rows, speakers, receiptsOf } of SHAPES) {
      const before = await bareRowCost();
      const cost = (await costOf(poles.slice(0, speakers), (pole) => receiptsOf(pole, round))) / (rows * speakers);
      const control = (before + (await bareRowCost())) / 2;
      if (round === 0) continue;
      controls.push(control);
      measured.get(name)!.costs.push(cost);
      measured.get(name)!.ratios.push(cost / control);
    }
    signatures.push(await signaturesCost());
    await forgetStates();
    const before = await bareRowCost();
    const cost = await costOf(poles.slice(0, POLES_OF_A_COMMUNE), ({ box, zoneId, airings }) => [
      { kind: 'programme-accepted', zoneId, epoch: 1, version: 1 },
      { kind: 'ready', playbackIds: airings.map(({ id }) => playbackIdOf(id, box.controllerId)) },
    ]);
    if (round === 0) continue;
    ready.costs.push(cost / POLES_OF_A_COMMUNE);
    ready.ratios.push(cost / POLES_OF_A_COMMUNE / before);
  }
  const line = (name: string, { costs, ratios }: Measured) =>
    `${name}: ${(median(costs) / 1_000).toFixed(3)} ms, ${median(ratios).toFixed(1)} bare rows (${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)})`;
  process.stdout.write(
    [
      `${cpus().length} processors, load ${loadavg()[0]!.toFixed(1)}, node ${process.version}`,
      `bare row of a batch of ${ROWS_PER_BATCH}: ${median(controls).toFixed(1)} µs, spread ${spreadOf(controls).toFixed(2)}`,
      `the two signatures of an envelope and its answer: ${median(signatures).toFixed(1)} µs`,
      ...SHAPES.map(({ name }) => line(`a receipt, ${name}`, measured.get(name)!)),
      line(`a pole that accepted and is ready with ${ENTRIES} entries`, ready),
      '',
    ].join('\n'),
  );
  expect(spreadOf(controls)).toBeLessThanOrEqual(MOST_CONTROL_SPREAD);
  for (const { name, gate } of SHAPES) {
    if (gate !== null) expect([name, median(measured.get(name)!.ratios) <= gate]).toEqual([name, true]);
  }
}, 900_000);
