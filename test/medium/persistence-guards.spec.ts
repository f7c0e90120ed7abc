// The database's own guards, tried past our code with plain SQL: the last line when everything above it is wrong. And a file that is not sound.
import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stores } from '#application';
import { openDatabase } from '#persistence';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database';
import { aBooking, anAnnouncement, anApproval, aRecording, NOON } from '../support/factories';
import { openPlain, type PlainConnection } from '../support/plain-sqlite';

describe('past our code', () => {
  let database: TemporaryDatabase;
  let plain: PlainConnection;
  const write = <T>(work: (stores: Stores) => Promise<T>) => database.unitOfWork.run(work);

  beforeEach(async () => {
    database = await temporaryDatabase();
    plain = await openPlain(database.path);
  });
  afterEach(async () => {
    await plain.close();
    await database.remove();
  });

  describe('nobody approves what is their own', () => {
    beforeEach(() =>
      write(async ({ announcements, bookings }) => {
        await announcements.insert(anAnnouncement({ createdBy: 'person-1', editors: ['person-1', 'person-3'] }));
        await bookings.insert(aBooking({ createdBy: 'person-4' }));
      }),
    );

    it.each([
      ['announcement', 'announcement-1', 'person-1'],
      ['announcement', 'announcement-1', 'person-3'],
      ['booking', 'booking-1', 'person-4'],
    ] as const)('an approval of the %s %s by %s is refused', async (subject, subjectId, approvedBy) => {
      const own = anApproval({ subject, subjectId, approvedBy });

      await expect(write(({ bookings }) => bookings.insertApproval(own))).rejects.toMatchObject({
        code: 'approval-self',
      });
      await expect(
        plain.all(
          `INSERT INTO approvals ("id", "communeId", "subject", "subjectId", "digest", "approvedBy", "approvedAt", "basis")
           VALUES ('forged', 'commune-1', ?, ?, 'digest', ?, ?, 'another-person')`,
          subject,
          subjectId,
          approvedBy,
          NOON,
        ),
      ).rejects.toThrow('approval-self');
      expect(await database.unitOfWork.read.bookings.approvals(subjectId)).toEqual([]);
    });

    it('an approval by somebody else is taken', async () => {
      await write(({ bookings }) => bookings.insertApproval(anApproval({ approvedBy: 'person-2' })));

      expect(await database.unitOfWork.read.bookings.approvals('announcement-1')).toHaveLength(1);
    });

    it('a booking marked as approved by its maker is refused', async () => {
      const change = { approvedBy: 'person-4', approvedAt: NOON };

      await expect(write(({ bookings }) => bookings.update('booking-1', change))).rejects.toMatchObject({
        code: 'approval-self',
      });
      await expect(plain.all(`UPDATE bookings SET "approvedBy" = "createdBy"`)).rejects.toThrow('approval-self');
    });

    it('an approval is voided once, and neither rewritten nor deleted', async () => {
      await write(({ bookings }) => bookings.insertApproval(anApproval()));

      await expect(plain.all(`UPDATE approvals SET "approvedBy" = 'person-1'`)).rejects.toThrow('only be voided');
      await expect(plain.all(`UPDATE approvals SET "digest" = 'other'`)).rejects.toThrow('only be voided');
      await expect(plain.all('DELETE FROM approvals')).rejects.toThrow('only be voided');
      await plain.all(`UPDATE approvals SET "voidedAt" = 1, "voidReason" = 'edited'`);
      await expect(plain.all(`UPDATE approvals SET "voidedAt" = NULL`)).rejects.toThrow('only be voided');
    });
  });

  it('the event log only grows', async () => {
    await write(({ events }) =>
      events.append({ communeId: 'commune-1', at: NOON, kind: 'stop.lifted', actor: 'person-1', subjectId: 'stop-1' }),
    );
    const before = await plain.all('SELECT * FROM events');

    for (const sql of [
      `UPDATE events SET "actor" = 'system'`,
      'DELETE FROM events',
      `INSERT OR REPLACE INTO events SELECT "sequence", "communeId", "at", "kind", 'system', "subjectId", "details", 2, "hash", "hash" FROM events`,
    ]) {
      await expect(plain.all(sql)).rejects.toThrow('the event log only grows');
    }
    expect(await plain.all('SELECT * FROM events')).toEqual(before);
  });

  it('an event follows the head of its chain, and only an event moves the head', async () => {
    await write(({ events }) =>
      events.append({ communeId: 'commune-1', at: NOON, kind: 'stop.lifted', actor: 'person-1', subjectId: 'stop-1' }),
    );
    const before = await plain.all('SELECT * FROM audit_heads');
    const columns = `INSERT INTO events ("communeId", "at", "kind", "actor", "subjectId", "details", "chainNumber", "previousHash", "hash")`;
    const copy = (link: string) =>
      `${columns} SELECT "communeId", "at", "kind", "actor", "subjectId", "details", ${link} FROM events`;

    for (const link of [`NULL, NULL, NULL`, `2, NULL, 'h'`, `2, "hash", NULL`, `3, "hash", 'h'`, `2, 'other', 'h'`]) {
      await expect(plain.all(copy(link))).rejects.toThrow('an event follows the head of its chain');
    }
    for (const sql of [
      'DELETE FROM audit_heads',
      `UPDATE audit_heads SET "chainNumber" = 0`,
      `UPDATE audit_heads SET "hash" = 'other'`,
      `UPDATE audit_heads SET "olderEvents" = 1`,
    ]) {
      await expect(plain.all(sql)).rejects.toThrow('the head of a chain only moves on');
    }
    expect(await plain.all('SELECT * FROM audit_heads')).toEqual(before);
  });

  it('a seal is never changed, replaced or deleted', async () => {
    const seal = { communeId: 'commune-1', chainNumber: 1, hash: 'h', sealedAt: NOON, keyId: 'key', signature: 's' };
    await write(({ events }) => events.insertSeal(seal));

    for (const sql of [
      `UPDATE audit_seals SET "hash" = 'other'`,
      'DELETE FROM audit_seals',
      `INSERT OR REPLACE INTO audit_seals SELECT "communeId", "chainNumber", 'other', "sealedAt", "keyId", "signature" FROM audit_seals`,
    ]) {
      await expect(plain.all(sql)).rejects.toThrow('seals are only added');
    }
    expect(await database.unitOfWork.read.events.lastSeal('commune-1')).toEqual(seal);
  });

  it('another process that holds the file makes a write unavailable, and only that', async () => {
    await plain.all('BEGIN IMMEDIATE');

    await expect(write(({ recordings }) => recordings.insert(aRecording()))).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(await database.unitOfWork.read.recordings.unfinished()).toEqual([]);

    await plain.all('ROLLBACK');
    await write(({ recordings }) => recordings.insert(aRecording()));
    expect(await database.unitOfWork.read.recordings.unfinished()).toHaveLength(1);
  });

  it('questions that are asked all the time are answered by an index', async () => {
    const plan = async (sql: string) =>
      (await plain.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)).map(({ detail }) => detail).join();
    const open = `"state" IN ('planned', 'delivered', 'ready', 'playing')`;

    expect(
      await plan(
        `SELECT * FROM playbacks p WHERE p."communeId" = ? AND p."deadlineAt" <= ? AND p.${open} ORDER BY p."deadlineAt"`,
      ),
    ).toMatch(/^SEARCH p USING INDEX playbacks_by_communeId_deadlineAt/);
    expect(await plan('SELECT * FROM airings WHERE "zoneId" = ? AND "startsAt" >= ? AND "startsAt" < ?')).toContain(
      'airings_by_zoneId_startsAt',
    );
    expect(await plan('SELECT * FROM playbacks WHERE "airingId" IN (SELECT value FROM json_each(?))')).toContain(
      'playbacks_by_airingId',
    );
    expect(await plan('SELECT * FROM events WHERE "communeId" = ? AND "sequence" > ? ORDER BY "sequence"')).toContain(
      'events_by_communeId_sequence',
    );
  });
});

describe('a file that is not sound', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loa-damaged-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const openIt = (path: string) => openDatabase({ path, reportError: () => undefined });

  it('is refused when it is no database', async () => {
    const path = join(folder, 'loa-lang.sqlite');
    await writeFile(path, randomBytes(10_000));

    await expect(openIt(path)).rejects.toThrow(
      /loa-lang\.sqlite cannot be used: it is damaged or not a database. Restore it from a backup/,
    );
  });

  it('is refused when pages of it are damaged', async () => {
    const path = join(folder, 'loa-lang.sqlite');
    const database = await openIt(path);
    await database.migrate();
    await database.close();
    const { size } = await stat(path);
    const file = await open(path, 'r+');
    // The second half: the head, which says that this is a database, stays whole.
    await file.write(randomBytes(size / 2), 0, size / 2, size / 2);
    await file.close();

    await expect(openIt(path)).rejects.toThrow(/loa-lang\.sqlite cannot be used: it is damaged/);
  });
});
