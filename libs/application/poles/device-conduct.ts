// What one box may send, and what becomes of one that sends what nobody believes: its messages are few and small, what is not believed is
// counted and written down in one row, and a box that goes on with it is not listened to for a while, of which people are told. It is kept in
// memory: a server that starts anew finds out again.
import { HOUR_MS, MINUTE_MS, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import { caretakersOf, tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import type { Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** A box that has much to tell sends a few messages a second; after a night offline a burst. */
const MESSAGES = { atOnce: 100, eachMs: 100 } as const;
/** So many that are not believed, in so long, are no accident. */
const PATIENCE = { rejections: 20, withinMs: 10 * MINUTE_MS } as const;
const NOT_HEARD_MS = 15 * MINUTE_MS;
/** What is not believed is written down this often. */
const ROW_EVERY_MS = HOUR_MS;
/** More boxes than any installation has; whoever names others is not heard. */
const MOST_BOXES = 50_000;

/** What is known of one box. */
interface Conduct {
  readonly communeId: string;
  /** How many messages it may send now, as of `asOf`. */
  allowance: number;
  asOf: Instant;
  /** What was not believed and is not written down, by why. */
  readonly rejected: Map<string, number>;
  /** Since `countedFrom`, to be weighed against our patience. */
  count: number;
  countedFrom: Instant;
  writtenAt: Instant;
  notHeardUntil: Instant;
  alarmIsDue: boolean;
}

@Injectable()
export class DeviceConduct {
  private readonly boxes = new Map<string, Conduct>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Whether a message of so many bytes may be looked at. One that may not is counted. */
  admits(communeId: string, deviceId: string, bytes: number, mostBytes: number): boolean {
    const now = this.clock.now();
    const conduct = this.conductOf(communeId, deviceId, now);
    if (!conduct || now < conduct.notHeardUntil) return false;
    const earned = (now - conduct.asOf) / MESSAGES.eachMs;
    conduct.allowance = Math.min(MESSAGES.atOnce, conduct.allowance + Math.max(0, earned));
    conduct.asOf = now;
    const why = bytes > mostBytes ? 'too-large' : conduct.allowance < 1 ? 'too-many' : null;
    if (why === null) conduct.allowance -= 1;
    else this.noteRejected(communeId, deviceId, why);
    return why === null;
  }

  /** Counts what was not believed, or not looked at. */
  noteRejected(communeId: string, deviceId: string, why: string): void {
    const now = this.clock.now();
    const conduct = this.conductOf(communeId, deviceId, now);
    if (!conduct) return;
    conduct.rejected.set(why, (conduct.rejected.get(why) ?? 0) + 1);
    if (now - conduct.countedFrom >= PATIENCE.withinMs) [conduct.count, conduct.countedFrom] = [0, now];
    conduct.count += 1;
    if (conduct.count < PATIENCE.rejections) return;
    [conduct.count, conduct.countedFrom, conduct.notHeardUntil] = [0, now, now + NOT_HEARD_MS];
    conduct.alarmIsDue = true;
  }

  /** Does not listen to it for a while: what it says cannot be of one box, and people were told. */
  quarantine(communeId: string, deviceId: string): void {
    const now = this.clock.now();
    const conduct = this.conductOf(communeId, deviceId, now);
    if (conduct) conduct.notHeardUntil = now + NOT_HEARD_MS;
  }

  /** Writes down what was counted, one row for each box and hour, and tells of those that are not heard. A chore: safe to repeat. */
  async writeDown(communeId: string): Promise<void> {
    const now = this.clock.now();
    const due = [...this.boxes].filter(
      ([, each]) => each.communeId === communeId && (each.alarmIsDue || isRowDue(each, now)),
    );
    if (due.length > 0) await this.unitOfWork.run((stores) => write(stores, communeId, due, now));
    for (const [, conduct] of due) {
      conduct.rejected.clear();
      [conduct.writtenAt, conduct.alarmIsDue] = [now, false];
    }
    for (const [deviceId, conduct] of this.boxes) if (isForgettable(conduct, now)) this.boxes.delete(deviceId);
  }

  private conductOf(communeId: string, deviceId: string, now: Instant): Conduct | undefined {
    const known = this.boxes.get(deviceId);
    // A box speaks for one commune; under another it is somebody else.
    if (known && known.communeId !== communeId) return undefined;
    if (known && known.asOf <= now) return known;
    if (!known && this.boxes.size >= MOST_BOXES) return undefined;
    // One that is new, or was counted by a clock that has been set back since: nobody waits for a time that was never reached.
    const fresh: Conduct = {
      communeId,
      allowance: MESSAGES.atOnce,
      asOf: now,
      rejected: known?.rejected ?? new Map(),
      count: 0,
      countedFrom: now,
      writtenAt: -Infinity,
      notHeardUntil: -Infinity,
      alarmIsDue: known?.alarmIsDue ?? false,
    };
    this.boxes.set(deviceId, fresh);
    return fresh;
  }
}

function isRowDue({ rejected, writtenAt }: Conduct, now: Instant): boolean {
  return rejected.size > 0 && now - writtenAt >= ROW_EVERY_MS;
}

/** Nothing is known of it that would not be so of a box that was never heard. */
function isForgettable({ rejected, asOf, writtenAt, countedFrom, notHeardUntil }: Conduct, now: Instant): boolean {
  const quietSince = Math.max(asOf, writtenAt, countedFrom, notHeardUntil);
  return rejected.size === 0 && now - quietSince >= ROW_EVERY_MS;
}

async function write(
  stores: Stores,
  communeId: string,
  due: readonly (readonly [deviceId: string, conduct: Conduct])[],
  at: Instant,
): Promise<void> {
  const devices = new Map(
    (await stores.devices.devicesByIds(due.map(([id]) => id)))
      .filter((device) => device.communeId === communeId)
      .map((device) => [device.id, device]),
  );
  const silenced: string[] = [];
  for (const [deviceId, { rejected, alarmIsDue, notHeardUntil }] of due) {
    const device = devices.get(deviceId);
    if (!device) continue;
    const occasion = { communeId, at, actor: `device:${deviceId}`, subjectId: device.controllerId };
    const count = [...rejected.values()].reduce((sum, each) => sum + each, 0);
    const reason = [...rejected.keys()].sort().join(', ');
    if (count > 0) await stores.events.append({ ...occasion, kind: 'evidence.rejected', details: { reason, count } });
    if (!alarmIsDue) continue;
    silenced.push(device.controllerId);
    await stores.events.append({ ...occasion, kind: 'device.not-heard', details: { until: notHeardUntil } });
  }
  if (silenced.length > 0) await tellCaretakers(stores, communeId, silenced, at);
}

async function tellCaretakers(
  stores: Stores,
  communeId: string,
  controllerIds: readonly string[],
  now: Instant,
): Promise<void> {
  const names = new Map((await stores.places.controllers(communeId)).map(({ id, name }) => [id, name]));
  const values = {
    count: controllerIds.length,
    place: controllerIds.map((id) => names.get(id) ?? '').join(', '),
    controllerIds,
  };
  const told = await caretakersOf(stores, communeId);
  await tell(stores, told, { communeId, kind: 'poles-not-heard', subjectId: communeId, values }, now);
}
