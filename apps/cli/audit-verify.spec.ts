// What a technician sees, and what a script is told by the exit code, beside a server that goes on writing.
import { foundCommune, type NewEvent } from '#application';
import type { Config } from '#config';
import { temporaryDatabase, type TemporaryDatabase } from '../../test/support/database';
import { NOON } from '../../test/support/factories';
import { openPlain } from '../../test/support/plain-sqlite';
import { auditVerify } from './audit-verify';

describe('audit verify', () => {
  let database: TemporaryDatabase;
  let communeId: string;
  let said: string[];

  beforeEach(async () => {
    database = await temporaryDatabase();
    const plan = {
      name: 'xã Mường Thải',
      province: 'Sơn La',
      timeZone: 'Asia/Ho_Chi_Minh',
      approverRule: 'leader',
    } as const;
    const lists = { quietHours: [], slots: [], villages: [], people: [] };
    const { commune } = await database.unitOfWork.run((stores) => foundCommune(stores, { ...plan, ...lists }, NOON));
    communeId = commune.id;
    await database.unitOfWork.run(({ events }) => events.append(anEvent('device-1')));
    await database.unitOfWork.run(({ events }) => events.append(anEvent('device-2')));
    said = [];
    jest.spyOn(console, 'log').mockImplementation((line: string) => said.push(line));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await database.remove();
  });

  const anEvent = (subjectId: string): NewEvent => ({
    communeId,
    at: NOON,
    kind: 'device.online',
    actor: 'person-1',
    subjectId,
  });
  /** Nothing is kept outside. */
  const configOf = (sqlitePath: string): Config =>
    ({
      database: { sqlitePath },
      audit: { keysDir: `${sqlitePath}-keys`, headsDir: `${sqlitePath}-heads` },
    }) as Config;
  const verify = (...args: string[]) => auditVerify.run(configOf(database.path), args);

  it('says that the log is whole and that nobody has signed it, in Vietnamese and in English', async () => {
    expect(await verify()).toBe(0);
    expect(await verify('--commune', communeId, '--language', 'en')).toBe(0);

    expect(said).toEqual([
      `xã Mường Thải (${communeId})\n  Nhật ký còn nguyên như lúc ghi: 3 sự kiện.\n  Nhật ký này chưa được ký lần nào.`,
      `xã Mường Thải (${communeId})\n  The log is as it was written: 3 events.\n  Nobody has signed this log yet.`,
    ]);
  });

  it('names the first bad row and ends with 1', async () => {
    const plain = await openPlain(database.path);
    await plain.all('DROP TRIGGER events_are_never_changed');
    await plain.all(`UPDATE events SET "actor" = 'person-2' WHERE "subjectId" = 'device-2'`);
    await plain.close();

    expect(await verify()).toBe(1);
    expect(said.join()).toContain('Dòng sai đầu tiên: số 3 đã bị sửa, bị đổi chỗ hoặc bị chèn vào.');
    expect(said.join()).toContain('Được ghi là sự kiện thứ 3 lúc 12:00 Chủ Nhật 01/03/2026, loại device.online.');
  });

  it('looks at what is committed while a unit of work is under way, and neither waits for it nor holds it up', async () => {
    await database.unitOfWork.run(async ({ events }) => {
      await events.append(anEvent('device-3'));
      expect(await verify()).toBe(0);
      await events.append(anEvent('device-4'));
    });
    expect(await verify()).toBe(0);

    expect(said.map((each) => /\d+ sự kiện/.exec(each)?.[0])).toEqual(['3 sự kiện', '5 sự kiện']);
  });

  it('makes no file, and says which commune it does not know', async () => {
    const nowhere = configOf(`${database.path}-not-there`);

    await expect(auditVerify.run(nowhere, [])).rejects.toThrow('SQLITE_CANTOPEN');
    await expect(verify('--commune', 'nowhere')).rejects.toThrow('There is no commune nowhere.');
    await expect(verify('--language', 'fr')).rejects.toThrow('The languages are vi and en.');
  });
});
