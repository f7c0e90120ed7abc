// The event log under the hands of somebody who has the file: triggers dropped, rows changed, taken out, put in, moved, cut off, even hashed
// anew. Every such hand is found, and the row it first touched is the one that is named.
import { AUDIT_HEAD_PURPOSE, foundCommune, sha256Of, signAuditHead, verifyAudit, type CommunePlan } from '#application';
import { chainedText, type ChainFault, type KeptLink } from '#domain';
import { withAuditTrail } from '#persistence';
import { generateKeys, MESSAGES, privateKeyOf } from '#protocol';
import fc from 'fast-check';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database';
import { NOON } from '../support/factories';
import { openPlain, type PlainConnection } from '../support/plain-sqlite';
import { PROPERTY_RUNS } from '../support/property-runs';

/** The first tells what the commune was founded with. */
const EVENTS_EACH = 24;
/** The head is signed after these numbers; the chain goes on behind the last. */
const SEALED = [7, 15, 20];
const TABLES = ['events', 'audit_heads', 'audit_seals'];

type Row = { -readonly [Field in keyof KeptLink]: KeptLink[Field] };
type Expected = Partial<ChainFault>;

/** Nothing is kept outside: what is found is found in the file alone. */
const outside = { keys: [], kept: undefined };

let database: TemporaryDatabase;
let plain: PlainConnection;
/** The commune that is tampered with, and its neighbour, whose rows stand between. */
let own: string;
let neighbour: string;

beforeAll(async () => {
  database = await temporaryDatabase();
  [own, neighbour] = [await found('xã Một'), await found('xã Hai')];
  for (let place = 1; place < EVENTS_EACH; place += 1) {
    for (const communeId of [own, neighbour]) {
      await database.unitOfWork.run(async ({ events, installation }) => {
        const { chainNumber } = await events.chainHead(communeId);
        await events.append({
          communeId,
          at: NOON + place,
          kind: 'playback.changed',
          actor: 'device:1',
          subjectId: `playback-${place}`,
          details: { state: 'played', controllerId: 'pole', rundownId: `rundown-${place}`, reason: null },
        });
        if (SEALED.includes(chainNumber + 1)) {
          const { hash } = await events.chainHead(communeId);
          const head = { communeId, chainNumber: chainNumber + 1, hash, sealedAt: NOON + place };
          const { keyId, privateKeyPem } = (await installation.communeKey(communeId))!;
          await events.insertSeal(signAuditHead(head, { keyId, privateKey: privateKeyOf(privateKeyPem) }));
        }
      });
    }
  }
  plain = await openPlain(database.path);
  await plain.all('PRAGMA synchronous = OFF');
  for (const { name } of await plain.all<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'trigger'`)) {
    await plain.all(`DROP TRIGGER ${name}`);
  }
  for (const table of TABLES) await plain.all(`CREATE TABLE untouched_${table} AS SELECT * FROM ${table}`);
});
afterAll(async () => {
  await plain.close();
  await database.remove();
});
afterEach(restore);

async function found(name: string): Promise<string> {
  const plan: CommunePlan = {
    ...{ name, province: 'Sơn La', timeZone: 'Asia/Ho_Chi_Minh', approverRule: 'leader' as const },
    ...{ quietHours: [], slots: [], villages: [], people: [] },
  };
  return (await database.unitOfWork.run((stores) => foundCommune(stores, plan, NOON))).commune.id;
}

async function restore(): Promise<void> {
  await plain.all('BEGIN');
  for (const table of TABLES) {
    await plain.all(`DELETE FROM ${table}`);
    await plain.all(`INSERT INTO ${table} SELECT * FROM untouched_${table}`);
  }
  await plain.all('COMMIT');
}

const rowsOf = (communeId: string) =>
  plain.all<Row>('SELECT * FROM events WHERE "communeId" = ? ORDER BY "sequence"', communeId);

async function write(row: Row, at = row.sequence): Promise<void> {
  const columns = Object.keys(row) as (keyof Row)[];
  const places = columns.map((column) => `"${column}" = ?`).join();
  await plain.all(`UPDATE events SET ${places} WHERE "sequence" = ?`, ...columns.map((column) => row[column]), at);
}

/** Makes the row fit its own hash, as whoever knows the rule can. */
function hashed(row: Row): Row {
  return { ...row, hash: sha256Of(chainedText(row.previousHash!, row.chainNumber!, row)) };
}

/** Changes the row with that number and hashes it and everything behind it anew, head included. */
async function rewriteFrom(number: number): Promise<void> {
  const rows = (await rowsOf(own)).slice(number - 1);
  let previousHash = rows[0]!.previousHash;
  for (const [place, row] of rows.entries()) {
    const anew = hashed({ ...row, previousHash, actor: place === 0 ? 'somebody' : row.actor });
    await write(anew);
    previousHash = anew.hash;
  }
  await plain.all('UPDATE audit_heads SET "hash" = ? WHERE "communeId" = ?', previousHash, own);
}

const verdicts = () => withAuditTrail(database.path, (trail) => verifyAudit(trail, outside));
const faultOf = async (communeId: string) => (await verdicts()).find((each) => each.communeId === communeId)?.fault;

/** Tries the tampering with random arguments; it resolves with what must be named. */
async function alwaysFound<Arguments extends [unknown, ...unknown[]]>(
  arbitraries: { [Place in keyof Arguments]: fc.Arbitrary<Arguments[Place]> },
  tamper: (...given: Arguments) => Promise<Expected>,
): Promise<void> {
  const property = fc.asyncProperty(...arbitraries, async (...given) => {
    const expected = await tamper(...given);
    expect(await faultOf(own)).toMatchObject(expected);
  });
  await fc.assert(property.afterEach(restore), { numRuns: Math.ceil(PROPERTY_RUNS / 8) });
}

const number = fc.integer({ min: 1, max: EVENTS_EACH });

it('finds nothing where nobody was', async () => {
  expect(await verdicts()).toEqual(
    [own, neighbour].map((communeId) => expect.objectContaining({ communeId, events: EVENTS_EACH, fault: null })),
  );
});

it('names a row in which anything was changed', () => {
  const changes: readonly ((row: Row) => Partial<Row>)[] = [
    ({ at }) => ({ at: at + 1 }),
    () => ({ kind: 'stop.ordered' }),
    ({ actor }) => ({ actor: `${actor}0` }),
    ({ subjectId }) => ({ subjectId: subjectId.toUpperCase() }),
    ({ details }) => ({ details: details.replace(':', ':0') }),
    // Means the same, and is not what was written.
    ({ details }) => ({ details: details.replace(',', ', ') }),
    ({ chainNumber }) => ({ chainNumber: chainNumber! + 1 }),
    ({ chainNumber }) => ({ chainNumber: -chainNumber! }),
    () => ({ previousHash: 'f'.repeat(64) }),
    () => ({ previousHash: null }),
    () => ({ hash: 'f'.repeat(64) }),
    () => ({ hash: null }),
  ];
  return alwaysFound([number, fc.constantFrom(...changes)], async (chainNumber, change) => {
    const row = (await rowsOf(own))[chainNumber - 1]!;
    await write({ ...row, ...change(row) });
    return { fault: 'altered', chainNumber, sequence: row.sequence };
  });
});

it('names a row that was taken out of the chain', () =>
  alwaysFound([number], async (chainNumber) => {
    const row = (await rowsOf(own))[chainNumber - 1]!;
    await write({ ...row, chainNumber: null, previousHash: null, hash: null });
    return { fault: 'unchained', sequence: row.sequence };
  }));

it('names the first of the rows that were deleted, in the middle or at the end', () =>
  alwaysFound([number, number, fc.boolean()], async (one, other, isHeadRewound) => {
    const [first, last] = [Math.min(one, other), Math.max(one, other)];
    const rows = await rowsOf(own);
    await plain.all(
      'DELETE FROM events WHERE "communeId" = ? AND "chainNumber" BETWEEN ? AND ?',
      ...[own, first, last],
    );
    // Behind the last signature only the head remembers; before it the signatures do as well.
    if (isHeadRewound && last === EVENTS_EACH && first > 1 && first <= SEALED.at(-1)!) {
      const { chainNumber, hash } = rows[first - 2]!;
      await plain.all(
        'UPDATE audit_heads SET "chainNumber" = ?, "hash" = ? WHERE "communeId" = ?',
        chainNumber,
        hash,
        own,
      );
    }
    return { fault: 'missing', chainNumber: first };
  }));

it('names the first of two rows that changed places', () =>
  alwaysFound([number, number], async (one, other) => {
    fc.pre(one !== other);
    const rows = await rowsOf(own);
    const [a, b] = [rows[Math.min(one, other) - 1]!, rows[Math.max(one, other) - 1]!];
    await write({ ...a, sequence: -1 });
    await write({ ...b, sequence: a.sequence });
    await write({ ...a, sequence: b.sequence }, -1);
    return { fault: 'altered', chainNumber: a.chainNumber, sequence: a.sequence };
  }));

it('names a row that was put in', () =>
  alwaysFound([number, fc.boolean()], async (chainNumber, isHashed) => {
    const before = (await rowsOf(own))[chainNumber - 1]!;
    const place = (await rowsOf(neighbour)).find(({ sequence }) => sequence > before.sequence)!;
    const forged = {
      ...{ ...before, sequence: place.sequence, actor: 'somebody' },
      ...{ chainNumber: chainNumber + 1, previousHash: before.hash },
    };
    await write(isHashed ? hashed(forged) : forged);
    if (!isHashed) return { fault: 'altered', chainNumber: chainNumber + 1, sequence: place.sequence };
    if (chainNumber === EVENTS_EACH)
      return { fault: 'beyond-end', chainNumber: chainNumber + 1, sequence: place.sequence };
    // Head and signatures know the hash of their row; of the others two are there now.
    const isNoted = [...SEALED, EVENTS_EACH].includes(chainNumber + 1);
    return { fault: isNoted ? 'rewritten' : 'doubled', chainNumber: chainNumber + 1 };
  }));

it('names a row that was moved into another commune, in both', () =>
  alwaysFound([number], async (chainNumber) => {
    const row = (await rowsOf(own))[chainNumber - 1]!;
    await write({ ...row, communeId: neighbour });
    expect(await faultOf(neighbour)).toMatchObject({ fault: 'altered', chainNumber, sequence: row.sequence });
    return { fault: 'missing', chainNumber };
  }));

it('names a row that was written anew with a hash that fits', () =>
  alwaysFound([number], async (chainNumber) => {
    const row = (await rowsOf(own))[chainNumber - 1]!;
    await write(hashed({ ...row, actor: 'somebody' }));
    return { fault: 'rewritten', chainNumber, sequence: row.sequence };
  }));

it('names the first signed row when everything behind a row was written anew, head included', () =>
  alwaysFound([fc.integer({ min: 1, max: SEALED.at(-1)! })], async (first) => {
    await rewriteFrom(first);
    return { fault: 'rewritten', chainNumber: SEALED.find((each) => each >= first)! };
  }));

it('finds nothing of that behind the last signature: the hour until the next one is what an intruder has', async () => {
  await rewriteFrom(SEALED.at(-1)! + 1);

  expect(await faultOf(own)).toBeNull();
});

it('believes no signature made with another key', () =>
  alwaysFound([fc.integer({ min: 1, max: SEALED.at(-1)! })], async (first) => {
    await rewriteFrom(first);
    const privateKey = privateKeyOf(generateKeys().privateKeyPem);
    const [{ keyId }] = (await plain.all<{ keyId: string }>('SELECT "keyId" FROM audit_seals')) as [{ keyId: string }];
    for (const { chainNumber, hash } of await rowsOf(own)) {
      const forged = signAuditHead(
        { communeId: own, chainNumber: chainNumber!, hash: hash!, sealedAt: NOON },
        { keyId, privateKey },
      );
      await plain.all(
        'UPDATE audit_seals SET "hash" = ?, "sealedAt" = ?, "signature" = ? WHERE "communeId" = ? AND "chainNumber" = ? AND "chainNumber" >= ?',
        ...[forged.hash, forged.sealedAt, forged.signature, own, chainNumber, first],
      );
    }
    return { fault: 'bad-seal', chainNumber: SEALED.find((each) => each >= first)! };
  }));

it('names the first row of all when the head was deleted', async () => {
  await plain.all('DELETE FROM audit_heads');

  expect(await faultOf(own)).toMatchObject({ fault: 'beyond-end', chainNumber: 1 });
});

it('finds a log that is gone as a whole', async () => {
  await plain.all('DELETE FROM events WHERE "communeId" = ?', own);

  expect(await faultOf(own)).toMatchObject({ fault: 'missing', chainNumber: 1, sequence: null });
});

it('signs nothing that a device could take for a message', () => {
  expect(Object.keys(MESSAGES)).not.toContain(AUDIT_HEAD_PURPOSE);
});
