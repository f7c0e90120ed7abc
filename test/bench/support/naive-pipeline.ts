// The same way as it is first written: a job for each pole, its programme signed for it alone, and every row by the `save()` of a repository.
import { Queue, Worker } from 'bullmq';
import { sign, verify, type KeyObject } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource, EntitySchema } from 'typeorm';
import { generateKeys, privateKeyOf, publicKeyOf } from '#protocol';
import { TestRedis } from '../../support/redis';
import type { Reported } from './reported';

interface PlaybackRow {
  readonly id: string;
  readonly zoneId: string;
  readonly state: string;
  readonly programme: string;
}

interface ReceiptRow {
  readonly id: string;
  readonly deviceId: string;
  readonly body: string;
}

const text = { type: 'text' } as const;
const Playbacks = new EntitySchema<PlaybackRow>({
  name: 'playbacks',
  columns: { id: { ...text, primary: true }, zoneId: text, state: text, programme: text },
});
const Receipts = new EntitySchema<ReceiptRow>({
  name: 'receipts',
  columns: { id: { ...text, primary: true }, deviceId: text, body: text },
});
const CONCURRENCY = 50;

export class NaivePipeline {
  private readonly key: KeyObject = privateKeyOf(generateKeys().privateKeyPem);
  private readonly worker: Worker<{ readonly place: number }>;
  private reported: readonly Reported[] = [];
  private round = 0;
  private left = 0;
  private finish: { readonly done: () => void; readonly failed: (error: Error) => void } | undefined;

  private constructor(
    private readonly folder: string,
    private readonly source: DataSource,
    private readonly redis: TestRedis,
    private readonly queue: Queue,
  ) {
    const connection = { path: redis.place.socketPath, maxRetriesPerRequest: null };
    this.worker = new Worker('naive', ({ data }) => this.handle(this.reported[data.place]!), {
      connection,
      concurrency: CONCURRENCY,
    });
    this.worker.on('failed', (_, error) => this.finish?.failed(error));
    this.worker.on('completed', () => {
      this.left -= 1;
      if (this.left === 0) this.finish?.done();
    });
  }

  static async open(): Promise<NaivePipeline> {
    const folder = await mkdtemp(join(tmpdir(), 'loa-bench-'));
    const database = join(folder, 'naive.sqlite');
    const source = new DataSource({ type: 'sqlite', database, entities: [Playbacks, Receipts], synchronize: true });
    await source.initialize();
    await source.query('PRAGMA journal_mode = WAL');
    await source.query('PRAGMA synchronous = FULL');
    const redis = await TestRedis.start();
    const queue = new Queue('naive', { connection: { path: redis.place.socketPath } });
    return new NaivePipeline(folder, source, redis, queue);
  }

  /** One broadcast for all of them, and what they reported of it. */
  async run(reported: readonly Reported[]): Promise<void> {
    this.reported = reported;
    this.round += 1;
    this.left = reported.length;
    const ended = new Promise<void>((done, failed) => (this.finish = { done, failed }));
    for (const place of reported.keys()) await this.queue.add('play', { place }, { removeOnComplete: true });
    await ended;
    for (const each of reported) await this.take(each);
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.queue.close();
    await this.redis.remove();
    await this.source.destroy();
    await rm(this.folder, { recursive: true });
  }

  private async handle({ controllerId, zoneId }: Reported): Promise<void> {
    const programme = this.sealed({ zoneId, entries: [{ airingId: `${zoneId} ${this.round}`, startsAt: this.round }] });
    const id = `${controllerId} ${this.round}`;
    await this.source.getRepository(Playbacks).save({ id, zoneId, state: 'planned', programme });
  }

  private async take({ deviceId, controllerId, publicKey, envelope }: Reported): Promise<void> {
    const { body, signatures } = JSON.parse(Buffer.from(envelope).toString()) as {
      readonly body: string;
      readonly signatures: readonly { readonly value: string }[];
    };
    const signed = Buffer.concat([Buffer.from('loa-lang/v1/receipts\n'), Buffer.from(body, 'base64')]);
    if (!verify(null, signed, publicKeyOf(publicKey), Buffer.from(signatures[0]!.value, 'base64'))) {
      throw new Error('a receipt was not believed');
    }
    const [playbacks, receipts] = [this.source.getRepository(Playbacks), this.source.getRepository(Receipts)];
    await receipts.save({ id: `${deviceId} ${this.round}`, deviceId, body });
    const playback = await playbacks.findOneByOrFail({ id: `${controllerId} ${this.round}` });
    await playbacks.save({ ...playback, state: 'started' });
    this.sealed({ deviceId, sequence: this.round });
  }

  private sealed(message: object): string {
    const body = JSON.stringify(message);
    return JSON.stringify({ body, signature: sign(null, Buffer.from(body), this.key).toString('base64') });
  }
}
