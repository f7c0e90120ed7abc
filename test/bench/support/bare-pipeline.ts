// The way of a broadcast to its receipts written by hand, as little as it can be: a row for the zone, a row for each pole, one signed programme
// for the zone; then every receipt verified, kept and acknowledged, all of a round in one write. No rules, no plan, no log.
import { sign, verify, type KeyObject } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeys, privateKeyOf, publicKeyOf } from '#protocol';
import { openPlain, type PlainConnection } from '../../support/plain-sqlite';
import type { Reported } from './reported';

const TABLES = [
  'CREATE TABLE airings ("id" TEXT PRIMARY KEY, "zoneId" TEXT, "startsAt" INTEGER, "body" TEXT)',
  'CREATE TABLE playbacks ("id" TEXT PRIMARY KEY, "airingId" TEXT, "state" TEXT, "startedAt" INTEGER)',
  'CREATE TABLE programmes ("zoneId" TEXT PRIMARY KEY, "version" INTEGER, "envelope" BLOB)',
  'CREATE TABLE receipts ("deviceId" TEXT, "sequence" INTEGER, "body" TEXT, PRIMARY KEY ("deviceId", "sequence"))',
];
/** As many as one statement takes. */
const ROWS = 1_000;

export class BarePipeline {
  private readonly key: KeyObject = privateKeyOf(generateKeys().privateKeyPem);
  private readonly keys = new Map<string, KeyObject>();
  private round = 0;
  /** Signed programmes and acknowledgements of the last round. */
  said: Buffer[] = [];

  private constructor(
    private readonly folder: string,
    private readonly plain: PlainConnection,
  ) {}

  static async open(): Promise<BarePipeline> {
    const folder = await mkdtemp(join(tmpdir(), 'loa-bench-'));
    const plain = await openPlain(join(folder, 'bare.sqlite'), { create: true });
    for (const sql of ['PRAGMA journal_mode = WAL', 'PRAGMA synchronous = FULL', ...TABLES]) await plain.all(sql);
    return new BarePipeline(folder, plain);
  }

  /** Knows the keys of the boxes, as the server knows them before it is asked. */
  learn(reported: readonly Reported[]): void {
    for (const { deviceId, publicKey } of reported) this.keys.set(deviceId, publicKeyOf(publicKey));
  }

  /** One broadcast for all of them, and what they reported of it. */
  async run(reported: readonly Reported[]): Promise<void> {
    this.round += 1;
    this.said = [];
    await this.write(() => this.dispatch(byZone(reported)));
    await this.write(() => this.take(reported));
  }

  async close(): Promise<void> {
    await this.plain.close();
    await rm(this.folder, { recursive: true });
  }

  private async dispatch(zones: ReadonlyMap<string, readonly Reported[]>): Promise<void> {
    const startsAt = this.round * 60_000;
    const airings = [...zones].map(([zoneId, poles]) => {
      const entry = {
        airingId: `${zoneId} ${this.round}`,
        startsAt,
        controllerIds: poles.map((pole) => pole.controllerId),
      };
      return { zoneId, id: entry.airingId, body: JSON.stringify({ zoneId, version: this.round, entries: [entry] }) };
    });
    await this.insert(
      'airings',
      airings.map(({ id, zoneId, body }) => [id, zoneId, startsAt, body]),
    );
    const playbacks = [...zones].flatMap(([zoneId, poles]) =>
      poles.map(({ controllerId }) => [this.playback(controllerId), `${zoneId} ${this.round}`, 'planned', null]),
    );
    await this.insert('playbacks', playbacks);
    const programmes = airings.map(({ zoneId, body }) => [zoneId, this.round, this.sealed(body)]);
    await this.insert('programmes', programmes);
  }

  private async take(reported: readonly Reported[]): Promise<void> {
    const believed = reported.filter(({ deviceId, envelope }) => this.isGenuine(deviceId, envelope));
    if (believed.length !== reported.length) throw new Error('a receipt was not believed');
    await this.insert(
      'receipts',
      believed.map(({ deviceId, envelope }) => [deviceId, this.round, bodyOf(envelope)]),
    );
    for (let first = 0; first < believed.length; first += ROWS) {
      const ids = believed.slice(first, first + ROWS).map(({ controllerId }) => this.playback(controllerId));
      const which = ids.map(() => '?').join();
      await this.plain.all(
        `UPDATE playbacks SET "state" = 'started', "startedAt" = 1 WHERE "id" IN (${which})`,
        ...ids,
      );
    }
    for (const { deviceId } of believed) this.sealed(JSON.stringify({ deviceId, sequence: this.round }));
  }

  private isGenuine(deviceId: string, envelope: Uint8Array): boolean {
    const { body, signatures } = JSON.parse(Buffer.from(envelope).toString()) as Envelope;
    const signed = Buffer.concat([Buffer.from('loa-lang/v1/receipts\n'), Buffer.from(body, 'base64')]);
    return verify(null, signed, this.keys.get(deviceId)!, Buffer.from(signatures[0]!.value, 'base64'));
  }

  private sealed(body: string): string {
    const value = sign(null, Buffer.from(body), this.key).toString('base64');
    const envelope = JSON.stringify({ body, signatures: [{ keyId: 'commune', value }] });
    this.said.push(Buffer.from(envelope));
    return envelope;
  }

  private playback(controllerId: string): string {
    return `${controllerId} ${this.round}`;
  }

  private async insert(table: string, rows: readonly (readonly unknown[])[]): Promise<void> {
    for (let first = 0; first < rows.length; first += ROWS) {
      const part = rows.slice(first, first + ROWS);
      const sql = `INSERT OR REPLACE INTO ${table} VALUES ${part.map((row) => `(${row.map(() => '?').join()})`).join()}`;
      await this.plain.all(sql, ...part.flat());
    }
  }

  private async write(work: () => Promise<void>): Promise<void> {
    await this.plain.all('BEGIN IMMEDIATE');
    await work();
    await this.plain.all('COMMIT');
  }
}

function byZone(reported: readonly Reported[]): ReadonlyMap<string, readonly Reported[]> {
  const zones = new Map<string, Reported[]>();
  for (const each of reported) zones.set(each.zoneId, [...(zones.get(each.zoneId) ?? []), each]);
  return zones;
}

interface Envelope {
  readonly body: string;
  readonly signatures: readonly { readonly value: string }[];
}

const bodyOf = (envelope: Uint8Array) =>
  Buffer.from((JSON.parse(Buffer.from(envelope).toString()) as Envelope).body, 'base64').toString();
