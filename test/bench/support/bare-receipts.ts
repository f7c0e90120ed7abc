// The rows that receipts come to, written by a bare database and by a repository that saves each alone: what the server is held against.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource, EntitySchema, type Repository } from 'typeorm';
import { openPlain, type PlainConnection } from '../../support/plain-sqlite';
import { cpuUsOf } from './bench';

interface Row {
  readonly deviceId: string;
  readonly deviceEpoch: string;
  readonly sequence: number;
  readonly communeId: string;
  readonly kind: string;
  readonly playbackId: string;
  readonly deviceAt: number;
  readonly receivedAt: number;
  readonly body: string;
}

const [ROWS_PER_BATCH, BATCHES, SAVED] = [1_000, 4, 200];

const Receipts = new EntitySchema<Row>({
  name: 'receipts',
  columns: {
    deviceId: { type: 'text', primary: true },
    deviceEpoch: { type: 'text', primary: true },
    sequence: { type: 'integer', primary: true },
    communeId: { type: 'text' },
    kind: { type: 'text' },
    playbackId: { type: 'text' },
    deviceAt: { type: 'integer' },
    receivedAt: { type: 'integer' },
    body: { type: 'text' },
  },
  indices: [{ name: 'receipts_by_playback', columns: ['playbackId'] }],
});

/** A database with one table of receipts and nothing else. */
export class BareReceipts {
  private rows = 0;

  private constructor(
    private readonly folder: string,
    private readonly plain: PlainConnection,
    private readonly source: DataSource,
    private readonly repository: Repository<Row>,
  ) {}

  static async open(): Promise<BareReceipts> {
    const folder = await mkdtemp(join(tmpdir(), 'loa-bench-'));
    const database = join(folder, 'bare.sqlite');
    const source = new DataSource({ type: 'sqlite', database, entities: [Receipts], synchronize: true });
    await source.initialize();
    const plain = await openPlain(database);
    for (const each of [plain.all.bind(plain), source.query.bind(source)]) {
      await each('PRAGMA journal_mode = WAL');
      await each('PRAGMA synchronous = FULL');
    }
    return new BareReceipts(folder, plain, source, source.getRepository(Receipts));
  }

  /** One row of a batch, in microseconds; of several batches, because one is over too soon to be told from what else the machine does. */
  async rowUs(): Promise<number> {
    let costUs = 0;
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const rows = this.next(ROWS_PER_BATCH).map((row) => Object.values(row));
      const sql = `INSERT INTO receipts VALUES ${rows.map(() => '(?,?,?,?,?,?,?,?,?)').join()}`;
      costUs += await cpuUsOf(() => this.plain.all(sql, ...rows.flat()));
    }
    return costUs / BATCHES / ROWS_PER_BATCH;
  }

  /** One row by `save()`, in microseconds. */
  async savedUs(): Promise<number> {
    const rows = this.next(SAVED);
    const costUs = await cpuUsOf(async () => {
      for (const row of rows) await this.repository.save(row);
    });
    return costUs / SAVED;
  }

  async close(): Promise<void> {
    await this.plain.close();
    await this.source.destroy();
    await rm(this.folder, { recursive: true });
  }

  private next(count: number): readonly Row[] {
    return Array.from({ length: count }, () => {
      this.rows += 1;
      const body = {
        sequence: this.rows,
        at: 1,
        uncertaintyMs: 5,
        uptimeMs: 1_000,
        kind: 'started',
        airingId: 'airing',
      };
      return {
        deviceId: `device ${this.rows % 500}`,
        ...{ deviceEpoch: 'epoch-1', sequence: this.rows, communeId: 'commune', kind: 'started' },
        playbackId: `playback ${this.rows}`,
        ...{ deviceAt: 1, receivedAt: 1, body: JSON.stringify(body) },
      };
    });
  }
}
