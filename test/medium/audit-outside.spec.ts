// A whole commune's database in the hands of somebody who knows how the log is made: the log cut, written anew and signed anew, signatures taken
// away, an approver rewritten in the tables. What is kept outside of the file finds it; what one machine cannot know is said.
import {
  AuditSealing,
  begunAnew,
  Machine,
  sha256Of,
  signAuditHead,
  signOutsideHeads,
  verifyAudit,
  type SignedHeads,
} from '#application';
import { chainedText, HOUR_MS, MINUTE_MS, type KeptLink, type NoticeKind } from '#domain';
import { withAuditTrail } from '#persistence';
import { generateKeys, privateKeyOf, type SigningKey } from '#protocol';
import { auditTexts } from '#words';
import fc from 'fast-check';
import { DeskWorld } from '../support/desk-world';
import { openPlain, type PlainConnection } from '../support/plain-sqlite';
import { DAY_PATIENCE_MS, PROPERTY_RUNS } from '../support/property-runs';

const TABLES = ['events', 'audit_heads', 'audit_seals', 'bookings', 'approvals', 'emergencies'];

type Row = { -readonly [Field in keyof KeptLink]: KeptLink[Field] };

let world: DeskWorld;
let plain: PlainConnection;
let sealing: AuditSealing;
/** As it is kept outside, and as it was kept once before. */
let kept: SignedHeads;
let earlier: SignedHeads;
let communeKey: SigningKey;

beforeAll(async () => {
  world = await DeskWorld.open();
  sealing = world.get(AuditSealing);
  await world.onAir(await world.announcement('Họp bản'));
  await sealing.sealWhenDue(world.communeId);
  await sealing.keepOutside();
  earlier = world.outsideHeads.kept!;
  world.clock.pass(HOUR_MS);
  const { id } = await world.announcement('Lũ quét', 30_000, 'emergency');
  const asked = { announcementId: id, villageIds: [world.villageId('Phìn Sử')], minutes: 2, reason: 'lũ về' };
  const requested = await world.emergencies.request(world.person('mai'), world.communeId, asked);
  await world.emergencies.confirm(world.person('toan'), requested.id);
  await world.work();
  await sealing.sealWhenDue(world.communeId);
  await sealing.keepOutside();
  kept = world.outsideHeads.kept!;
  // Behind what is kept: the minutes that are nobody's.
  world.clock.pass(MINUTE_MS);
  await world.announcement('Sau cùng');

  plain = await openPlain(world.database.path);
  await plain.all('PRAGMA synchronous = OFF');
  for (const { name } of await plain.all<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'trigger'`)) {
    await plain.all(`DROP TRIGGER ${name}`);
  }
  for (const table of TABLES) await plain.all(`CREATE TABLE untouched_${table} AS SELECT * FROM ${table}`);
  const [stored] = await plain.all<{ keyId: string; privateKeyPem: string }>('SELECT * FROM commune_keys');
  communeKey = { keyId: stored!.keyId, privateKey: privateKeyOf(stored!.privateKeyPem) };
});
afterAll(async () => {
  await plain.close();
  await world.close();
});
afterEach(restore);

async function restore(): Promise<void> {
  world.outsideHeads.kept = kept;
  await plain.all('PRAGMA foreign_keys = OFF');
  await plain.all('BEGIN');
  for (const table of TABLES) {
    await plain.all(`DELETE FROM ${table}`);
    await plain.all(`INSERT INTO ${table} SELECT * FROM untouched_${table}`);
  }
  await plain.all('COMMIT');
}

async function verdict() {
  const { auditKeys, outsideHeads } = world;
  const outside = { keys: await auditKeys.all(), kept: await outsideHeads.read() };
  const [found] = await withAuditTrail(world.database.path, (trail) => verifyAudit(trail, outside, world.communeId));
  return found!;
}

const keptNumber = () => kept.heads[0]!.chainNumber;
const faultNow = async () => (await verdict()).fault?.fault ?? null;
const subjectsNow = async () => (await verdict()).unbacked.map(({ subject }) => subject);
const rows = () => plain.all<Row>('SELECT * FROM events WHERE "chainNumber" IS NOT NULL ORDER BY "sequence"');
const length = async () => (await rows()).length;
const setHead = ({ chainNumber, hash }: Pick<Row, 'chainNumber' | 'hash'>) =>
  plain.all('UPDATE audit_heads SET "chainNumber" = ?, "hash" = ?', chainNumber, hash);

/** Takes away everything behind that number, and every trace of it in the database. */
async function cutTo(number: number): Promise<void> {
  const last = (await rows())[number - 1]!;
  await plain.all('DELETE FROM events WHERE "chainNumber" > ?', number);
  await plain.all('DELETE FROM audit_seals WHERE "chainNumber" > ?', number);
  await setHead(last);
}

/** Writes the rows from that number on anew, head included, and signs them with that key as often as they were signed. */
async function rewriteFrom(number: number, key?: SigningKey): Promise<void> {
  const anew = (await rows()).slice(number - 1);
  let previousHash = anew[0]!.previousHash;
  for (const [place, row] of anew.entries()) {
    const next = { ...row, previousHash, actor: place === 0 ? 'somebody' : row.actor };
    const hash = sha256Of(chainedText(previousHash!, row.chainNumber!, next));
    await plain.all(
      'UPDATE events SET "previousHash" = ?, "hash" = ?, "actor" = ? WHERE "sequence" = ?',
      ...[previousHash, hash, next.actor, row.sequence],
    );
    previousHash = hash;
    if (!key) continue;
    const { communeId, chainNumber } = row;
    const signed = signAuditHead({ communeId, chainNumber: chainNumber!, hash, sealedAt: 1 }, key);
    await plain.all(
      'UPDATE audit_seals SET "hash" = ?, "sealedAt" = 1, "keyId" = ?, "signature" = ? WHERE "chainNumber" = ?',
      ...[hash, signed.keyId, signed.signature, chainNumber],
    );
  }
  await setHead({ chainNumber: anew.at(-1)!.chainNumber, hash: previousHash });
}

/** Puts rows before the chain, as if they were older than it. */
async function addOlder(count: number): Promise<void> {
  await plain.all('UPDATE audit_heads SET "olderEvents" = "olderEvents" + ?', count);
  for (let place = 1; place <= count; place += 1) {
    await plain.all(
      `INSERT INTO events ("sequence", "communeId", "at", "kind", "actor", "subjectId", "details")
       VALUES (?, ?, 1, 'booking.approved', 'somebody', 'booking', '{}')`,
      ...[-place, world.communeId],
    );
  }
}

const forgeOutside = () => {
  const forged = { keyId: kept.keyId, privateKey: privateKeyOf(generateKeys().privateKeyPem) };
  world.outsideHeads.kept = signOutsideHeads(kept.heads, forged);
};

it('finds nothing where nobody was, and says how far that is proved', async () => {
  expect(await verdict()).toMatchObject({ fault: null, unbacked: [], outsideHead: { chainNumber: keptNumber() } });
  expect(await length()).toBeGreaterThan(keptNumber());
});

describe('finds', () => {
  it('a tail that was cut off with its head', async () => {
    await cutTo(keptNumber() - 1);
    expect((await verdict()).fault).toMatchObject({ fault: 'missing', chainNumber: keptNumber() });
  });

  it('signatures that were taken away', async () => {
    await plain.all('DELETE FROM audit_seals');
    expect(await faultNow()).toBe('seals-missing');
  });

  it('a commune of which everything was taken away', async () => {
    for (const table of ['events', 'audit_heads', 'audit_seals']) await plain.all(`DELETE FROM ${table}`);
    expect((await verdict()).fault).toMatchObject({ fault: 'missing', chainNumber: 1 });
  });

  it('a log that was signed anew with the key that lies in the same file', async () => {
    await rewriteFrom(1, communeKey);
    expect(await faultNow()).toBe('rewritten');
    world.outsideHeads.kept = undefined;
    expect(await faultNow()).toBe('head-missing');
  });

  it('rows that were put before the chain', async () => {
    await addOlder(1);
    expect(await faultNow()).toBe('older-added');
  });

  it('an approver who was rewritten in a booking', async () => {
    await plain.all(`UPDATE bookings SET "approvedBy" = 'somebody'`);
    expect(await subjectsNow()).toEqual(['booking']);
  });

  it('an approver who was rewritten in an approval', async () => {
    await plain.all(`UPDATE approvals SET "approvedBy" = 'somebody' WHERE "subject" = 'announcement'`);
    expect(new Set(await subjectsNow())).toEqual(new Set(['announcement']));
  });

  it('who asked for an emergency and who confirmed it, where they were rewritten', async () => {
    await plain.all(`UPDATE emergencies SET "confirmedBy" = 'somebody', "requestedBy" = 'nobody'`);
    expect(await subjectsNow()).toEqual(['emergency-request', 'emergency']);
  });

  it('that the key is gone, which is no forgery; and what was rewritten beside it', async () => {
    const keys = world.auditKeys.keys.splice(0);
    expect(await faultNow()).toBe('key-missing');
    const [line] = auditTexts('vi', await verdict(), 'Asia/Ho_Chi_Minh');
    expect(line).toContain('Khoá ký nhật ký không còn');
    await rewriteFrom(2);
    expect(await faultNow()).toBe('rewritten');
    world.auditKeys.keys.push(...keys);
  });

  it('what is kept outside where it was taken away', async () => {
    world.outsideHeads.kept = undefined;
    expect(await faultNow()).toBe('head-missing');
  });

  it('what is kept outside where somebody else signed it', async () => {
    forgeOutside();
    expect(await faultNow()).toBe('bad-head');
  });
});

describe('one machine does not know', () => {
  it('what came after that which is kept outside', async () => {
    await cutTo(keptNumber());
    expect(await verdict()).toMatchObject({ fault: null, unbacked: [] });
    await restore();
    await rewriteFrom(keptNumber() + 1);
    expect(await verdict()).toMatchObject({ fault: null, unbacked: [] });
  });

  it('that somebody who has both places brought back both', async () => {
    await cutTo(earlier.heads[0]!.chainNumber);
    for (const table of ['approvals', 'emergencies']) await plain.all(`DELETE FROM ${table}`);
    world.outsideHeads.kept = earlier;
    expect((await verdict()).fault).toBeNull();
  });
});

it('a log that was cut is not kept outside as if nothing were missing', async () => {
  await cutTo(keptNumber() - 1);
  world.clock.pass(10 * MINUTE_MS);
  await expect(sealing.keepOutside()).rejects.toThrow('audit verify');
  expect(world.outsideHeads.kept).toEqual(kept);
});

it('what was taken away or forged outside is not made good by signing it anew', async () => {
  for (const hand of [() => (world.outsideHeads.kept = undefined), forgeOutside]) {
    hand();
    const found = world.outsideHeads.kept;
    world.clock.pass(10 * MINUTE_MS);
    await expect(sealing.keepOutside()).rejects.toThrow('audit verify');
    expect(world.outsideHeads.kept).toBe(found);
  }
});

async function noticesOf(kind: NoticeKind) {
  const { notices } = world.database.unitOfWork.read;
  const { items } = await notices.ofPerson(world.person('mai').personId, { limit: 50 });
  return items.filter((notice) => notice.kind === kind);
}

describe('somebody is told, once', () => {
  const told = async () => {
    await world.get(Machine).keep();
    return (await noticesOf('log-unguarded')).length;
  };
  const look = () => {
    world.clock.pass(10 * MINUTE_MS);
    return sealing.keepOutside();
  };

  it.each([
    ['heads-lost', () => (world.outsideHeads.kept = undefined)],
    ['heads-lost', forgeOutside],
    ['key-lost', () => world.auditKeys.keys.splice(0)],
    ['log-changed', () => cutTo(keptNumber() - 1)],
  ])('%s', async (trouble, hand) => {
    const keys = [...world.auditKeys.keys];
    await look();
    const before = await told();
    await Promise.resolve(hand());
    await expect(look()).rejects.toThrow('audit verify');
    expect([sealing.trouble, await told()]).toEqual([trouble, before + 1]);
    await expect(look()).rejects.toThrow('audit verify');
    expect(await told()).toBe(before + 1);
    world.auditKeys.keys.splice(0, Infinity, ...keys);
    await restore();
    await look();
    expect(sealing.trouble).toBeUndefined();
  });
});

it('where the key is gone no other takes its place until somebody says so', async () => {
  const keys = world.auditKeys.keys.splice(0);
  const anew = new AuditSealing(world.database.unitOfWork, world.clock, world.auditKeys, world.outsideHeads);
  await expect(anew.keepOutside()).rejects.toThrow('audit verify');
  expect([world.auditKeys.keys, world.outsideHeads.kept]).toEqual([[], kept]);
  const begun = begunAnew(world.auditKeys.keys, true, world.clock.now())!;
  world.auditKeys.keys.push(begun.freshKey!);
  world.outsideHeads.kept = begun.heads;
  world.clock.pass(10 * MINUTE_MS);
  await anew.keepOutside();
  expect(anew.trouble).toBeUndefined();
  world.auditKeys.keys.splice(0, Infinity, ...keys);
});

/** Each tampers with what it is given a number for, from 0 to below 1, and tells whether one machine can know it. */
type Tampering = (share: number) => Promise<'found' | 'beyond'>;

const numberAt = async (share: number) => 1 + Math.floor(share * (await length()));
const beyondKept = (number: number) => (number > keptNumber() ? 'beyond' : 'found');

const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  cut: async (share) => {
    const number = Math.max(1, (await numberAt(share)) - 1);
    await cutTo(number);
    return beyondKept(number + 1);
  },
  rewritten: async (share) => {
    const number = await numberAt(share);
    await rewriteFrom(number);
    return beyondKept(number);
  },
  'signed anew': async (share) => {
    const number = await numberAt(share);
    await rewriteFrom(
      number,
      share < 0.5 ? communeKey : { ...communeKey, privateKey: privateKeyOf(generateKeys().privateKeyPem) },
    );
    return beyondKept(number);
  },
  'one row gone': async (share) => {
    await plain.all('DELETE FROM events WHERE "chainNumber" = ?', await numberAt(share));
    return 'found';
  },
  'one row changed': async (share) => {
    await plain.all(`UPDATE events SET "at" = "at" + 1 WHERE "chainNumber" = ?`, await numberAt(share));
    return 'found';
  },
  'put before the chain': async (share) => {
    await addOlder(1 + Math.floor(share * 4));
    return 'found';
  },
  'a signature gone': async (share) => {
    const seals = await plain.all<{ chainNumber: number }>('SELECT "chainNumber" FROM audit_seals');
    const { chainNumber } = seals[Math.floor(share * seals.length)]!;
    await plain.all('DELETE FROM audit_seals WHERE "chainNumber" = ?', chainNumber);
    return 'found';
  },
  'an approval': async (share) => {
    const all = await plain.all<{ id: string }>('SELECT "id" FROM approvals WHERE "voidedAt" IS NULL');
    const { id } = all[Math.floor(share * all.length)]!;
    const change = share < 0.5 ? `"approvedBy" = 'somebody'` : '"approvedAt" = "approvedAt" - 1';
    await plain.all(`UPDATE approvals SET ${change} WHERE "id" = ?`, id);
    return 'found';
  },
  'a booking': async (share) => {
    await plain.all(`UPDATE bookings SET ${share < 0.5 ? `"approvedBy" = 'somebody'` : '"approvedAt" = 1'}`);
    return 'found';
  },
  'the head outside': async (share) => {
    if (share < 0.5) forgeOutside();
    else world.outsideHeads.kept = undefined;
    return 'found';
  },
};

it(
  'whatever is done to it by chance is found, or is what one machine cannot know',
  async () => {
    const hand = fc.constantFrom(...Object.keys(TAMPERINGS));
    const share = fc.double({ min: 0, max: 0.999, noNaN: true });
    const property = fc.asyncProperty(hand, share, async (name, where) => {
      const outcome = await TAMPERINGS[name]!(where);
      const { fault, unbacked } = await verdict();
      expect(fault !== null || unbacked.length > 0).toBe(outcome === 'found');
    });
    await fc.assert(property.afterEach(restore), { numRuns: (PROPERTY_RUNS * 2) / 3 });
  },
  DAY_PATIENCE_MS,
);
