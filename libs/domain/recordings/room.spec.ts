import { DAY_MS, HOUR_MS } from '../calendar/time';
import { Problem } from '../problem';
import { DAILY_ROOM, requireDailyRoom, requireDiskRoom, RESERVED_BYTES, type HandedIn } from './room';

const refused = (code: string): unknown => expect.objectContaining({ code });
const refusalOf = (ask: () => void): unknown => {
  try {
    ask();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return error;
  }
};
const MIB = 1024 * 1024;
const many = (count: number, each: HandedIn): HandedIn[] => Array.from({ length: count }, () => each);

describe('the room for recordings of a day', () => {
  it('is there for what an ordinary day brings', () => {
    const day = many(30, { personId: 'thao', bytes: 20 * MIB, isComplete: true, countsForMs: DAY_MS });
    expect(refusalOf(() => requireDailyRoom('thao', 20 * MIB, day))).toBeUndefined();
  });

  it('ends for a person with so many unfinished ones, and not for others', () => {
    const begun = many(DAILY_ROOM.unfinishedPerPerson, {
      personId: 'thao',
      bytes: 1,
      isComplete: false,
      countsForMs: 7 * DAY_MS,
    });
    expect(refusalOf(() => requireDailyRoom('thao', 1, begun))).toEqual(refused('handed-in-too-much'));
    expect(refusalOf(() => requireDailyRoom('thao', 1, begun.slice(1)))).toBeUndefined();
    expect(refusalOf(() => requireDailyRoom('mai', 1, begun))).toBeUndefined();
  });

  it('ends at the last byte of a person, and at the last of the commune for everybody', () => {
    const own = [{ personId: 'thao', bytes: DAILY_ROOM.bytesPerPerson - 10, isComplete: true, countsForMs: DAY_MS }];
    expect(refusalOf(() => requireDailyRoom('thao', 10, own))).toBeUndefined();
    expect(refusalOf(() => requireDailyRoom('thao', 11, own))).toEqual(refused('handed-in-too-much'));
    const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].flatMap((personId) =>
      own.map((each) => ({ ...each, personId })),
    );
    expect(refusalOf(() => requireDailyRoom('thao', 100, all))).toEqual(refused('handed-in-too-much'));
    expect(refusalOf(() => requireDailyRoom('thao', 80, all))).toBeUndefined();
  });

  it('says when there is room again: when enough of what counts is a day old, or an upload has run out', () => {
    const sent = (hours: number, bytes: number) => ({
      ...{ personId: 'thao', bytes, isComplete: true, countsForMs: hours * HOUR_MS },
    });
    const { bytesPerPerson } = DAILY_ROOM;
    const day = [sent(20, bytesPerPerson - 30), sent(9, 20), sent(5, 10)];
    const waits = (bytes: number) => (refusalOf(() => requireDailyRoom('thao', bytes, day)) as Problem).values;
    expect([1, 10, 11, 30, 31].map((bytes) => waits(bytes)['retryAfterSeconds'])).toEqual(
      [5, 5, 9, 9, 20].map((hours) => hours * 3_600),
    );
    const begun = many(DAILY_ROOM.unfinishedPerPerson, { ...sent(30, 1), isComplete: false });
    expect(refusalOf(() => requireDailyRoom('thao', 1, begun))).toMatchObject({
      values: { unfinished: begun.length, retryAfterSeconds: 30 * 3_600 },
    });
  });

  it('leaves on the disk what is reserved', () => {
    expect(refusalOf(() => requireDiskRoom(5, RESERVED_BYTES + 5))).toBeUndefined();
    expect(refusalOf(() => requireDiskRoom(6, RESERVED_BYTES + 5))).toEqual(refused('storage-full'));
  });
});
