// The signing key of a commune is changed by an administrator: with a time in which both count, or at once when the old one is in foreign hands.
// All of it is one unit of work; the rest - settings and programmes signed anew - follows from what was written, also after a crash.
import { keyStanding, overlapEnd, Problem, type Actor, type Instant, type KeyStanding } from '#domain';
import { digestOfKey, PROTOCOL_VERSION, sealEnvelope, privateKeyOf } from '#protocol';
import { Injectable } from '@nestjs/common';
import { requireAct } from '../acting/access';
import { tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import { CommuneSeeds } from '../ports/commune-seeds';
import type { KeyChangeKept, StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { DeviceSettingsPublisher } from '../wire/device-settings-publisher';
import { deskAndCaretakers } from '../wire/older-database';
import { freshKey, Seals } from '../wire/seals';
import { keyForetold, type NextKey } from './next-keys';

/** Days for which the old key counts beside the new one; null: it is in foreign hands. */
type Overlap = number | null;

/** A box that does not hold the newest key. */
interface BoxBehind {
  readonly controllerId: string;
  readonly name: string;
  readonly standing: Exclude<KeyStanding, 'newest'>;
  readonly online: boolean;
  readonly lastSeenAt: Instant | null;
}

/** Where a commune stands with its keys. */
interface KeysView {
  readonly keyId: string;
  readonly serial: number;
  readonly since: Instant;
  /** Until when the key before counts, too; null: it does not. */
  readonly oldUntil: Instant | null;
  /** False: what the next key comes from is not on this machine. */
  readonly canChange: boolean;
  readonly boxes: number;
  readonly behind: readonly BoxBehind[];
  readonly drillKeySince: Instant | null;
}

/** What a box said of the newest key that it took. */
interface ToldByBox {
  readonly deviceId: string;
  readonly controllerId: string;
  readonly communeId: string;
  readonly serial: number;
  readonly keyId: string;
}

@Injectable()
export class KeyChanges {
  /** Which key each box named last, and which ones named a foreign one, since this process began. */
  private readonly noted = new Map<string, string>();
  private readonly strangers = new Set<string>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly seeds: CommuneSeeds,
    private readonly seals: Seals,
    private readonly bindings: DeviceSettingsPublisher,
  ) {}

  /** Which key counts, which boxes hold it, and until when the one before is good. */
  async view(actor: Actor, communeId: string): Promise<KeysView> {
    requireAct(actor, 'audit.read', { communeId, villageId: null });
    const { read } = this.unitOfWork;
    const now = this.clock.now();
    const { steps, founding } = await this.seals.reload(communeId);
    const newest = steps.at(-1);
    const devices = await read.devices.devices(communeId);
    const told = new Map((await read.installation.heldKeys(communeId)).map((each) => [each.deviceId, each.keyId]));
    const names = new Map((await read.places.controllers(communeId)).map(({ id, name }) => [id, name]));
    const behind = devices.flatMap(({ id, controllerId, enrolledAt, online, lastSeenAt }) => {
      const standing = keyStanding({ toldKeyId: told.get(id) ?? null, enrolledAt }, founding.keyId, steps);
      return standing === 'newest'
        ? []
        : [{ controllerId, name: names.get(controllerId) ?? '', standing, online, lastSeenAt }];
    });
    return {
      keyId: newest?.keyId ?? founding.keyId,
      serial: newest?.serial ?? 0,
      since: newest?.issuedAt ?? founding.createdAt,
      oldUntil: newest && newest.oldUntil > now ? newest.oldUntil : null,
      canChange: (await this.next(read, communeId, steps)) !== undefined,
      boxes: devices.length,
      behind,
      drillKeySince: (await read.installation.drillKey(communeId))?.createdAt ?? null,
    };
  }

  /**
   * Puts the foretold key in the place of the newest. Throws Problem `next-key-lost` where that is not here, and `edited-meanwhile` when `serial`
   * is not the newest any more: whoever asks twice, or two who ask at once, change it once.
   */
  async change(actor: Actor, communeId: string, serial: number, overlapDays: Overlap): Promise<KeysView> {
    requireAct(actor, 'keys.change', { communeId, villageId: null });
    const now = this.clock.now();
    const known = await this.unitOfWork.read.installation.keyChanges(communeId);
    const next = await this.next(this.unitOfWork.read, communeId, known);
    const after = await this.foretoldAfter(communeId, known.length + 1);
    if (!next || !after) throw new Problem('next-key-lost');
    await this.unitOfWork.urgently(() =>
      this.unitOfWork.run(async (stores) => {
        const steps = await stores.installation.keyChanges(communeId);
        if (steps.length !== known.length || steps.length !== serial) {
          throw new Problem('edited-meanwhile', { revision: steps.length });
        }
        const change = await stepTo(stores, communeId, { next, after, now, oldUntil: overlapEnd(now, overlapDays) });
        await stores.installation.insertKeyChange(change);
        if (change.revoked) await beginEpoch(stores, communeId);
        await stores.air.wantPlan(communeId);
        const details = {
          serial: change.serial,
          keyId: change.keyId,
          oldUntil: change.oldUntil,
          revoked: change.revoked,
        };
        await stores.events.append({
          ...{ communeId, at: now, kind: 'commune.key-changed', actor: actor.personId, subjectId: communeId, details },
        });
        const kind = change.revoked ? 'key-revoked' : 'key-changed';
        const values = { who: actor.name };
        await tell(
          stores,
          await deskAndCaretakers(stores, communeId),
          { communeId, kind, subjectId: communeId, values },
          now,
        );
      }),
    );
    await this.seals.reload(communeId);
    await this.bindings.renew(communeId);
    return this.view(actor, communeId);
  }

  /** Puts another key in the place of the one for drills: a box knows that only while its settings announce a drill, so nothing else has to follow. */
  async changeDrillKey(actor: Actor, communeId: string): Promise<KeysView> {
    requireAct(actor, 'keys.change', { communeId, villageId: null });
    const now = this.clock.now();
    await this.unitOfWork.run(async (stores) => {
      const key = freshKey(communeId, now);
      await stores.installation.putDrillKey(key);
      const details = { keyId: key.keyId };
      await stores.events.append({
        ...{
          communeId,
          at: now,
          kind: 'commune.drill-key-changed',
          actor: actor.personId,
          subjectId: communeId,
          details,
        },
      });
    });
    await this.bindings.renew(communeId);
    return this.view(actor, communeId);
  }

  /**
   * Notes what boxes say of the key that they hold. One that the database does not know of shows that it is an older copy; one that is none of
   * ours, that somebody else commands the box.
   */
  async heard(told: readonly ToldByBox[]): Promise<void> {
    const news = told.filter(({ deviceId, keyId }) => this.noted.get(deviceId) !== keyId);
    if (news.length === 0) return;
    for (const each of news) if (!(await this.isOurs(each))) await this.recover(each);
    const strangers: ToldByBox[] = [];
    for (const each of news) if (!(await this.isOurs(each))) strangers.push(each);
    const now = this.clock.now();
    await this.unitOfWork.run(async (stores) => {
      for (const { deviceId, communeId, keyId } of news) {
        await stores.installation.putHeldKey({ deviceId, communeId, keyId });
      }
      for (const stranger of strangers)
        if (!this.strangers.has(stranger.deviceId)) await tellOfStranger(stores, stranger, now);
    });
    for (const { deviceId, keyId } of news) this.noted.set(deviceId, keyId);
    for (const { deviceId } of strangers) this.strangers.add(deviceId);
  }

  private async isOurs({ communeId, keyId }: ToldByBox): Promise<boolean> {
    const { steps, founding } = await this.seals.keysOf(communeId);
    return keyId === founding.keyId || steps.some((step) => step.keyId === keyId);
  }

  /** Goes on to the key that a box names, if it is one of ours: only who took it from us can know its name. */
  private async recover({ communeId, serial, keyId }: ToldByBox): Promise<void> {
    const { steps, founding } = await this.seals.reload(communeId);
    if (serial <= steps.length || serial > steps.length + MOST_LOST) return;
    const foretold = steps.at(-1)?.nextKeyDigest ?? (await this.foretoldAtFounding(communeId));
    const lost = await this.keysTo(communeId, steps.length + 1, serial, foretold);
    if (lost?.at(-2)?.keyId !== keyId) return;
    const now = this.clock.now();
    await this.unitOfWork.urgently(() =>
      this.unitOfWork.run(async (stores) => {
        for (const [place, next] of lost.slice(0, -1).entries()) {
          const change = await stepTo(stores, communeId, { next, after: lost[place + 1]!, now, oldUntil: now });
          await stores.installation.insertKeyChange({ ...change, revoked: false });
        }
        await stores.air.wantPlan(communeId);
        const details = { serial, keyId, before: steps.at(-1)?.keyId ?? founding.keyId };
        await stores.events.append({
          ...{ communeId, at: now, kind: 'commune.key-recovered', actor: 'system', subjectId: communeId, details },
        });
        const news = { communeId, kind: 'key-recovered', subjectId: communeId, values: {} } as const;
        await tell(stores, await deskAndCaretakers(stores, communeId), news, now);
      }),
    );
    await this.seals.reload(communeId);
    await this.bindings.renew(communeId);
  }

  /** The keys of these serials and the one after them, of the seed from which the first was foretold. */
  private async keysTo(communeId: string, from: number, to: number, foretold: string | null) {
    const keys: NextKey[] = [];
    let digest = foretold;
    for (let serial = from; serial <= to + 1; serial += 1) {
      const key = await keyForetold(this.seeds, communeId, serial, digest);
      if (!key) return undefined;
      keys.push(key);
      digest = null;
    }
    return keys;
  }

  private foretoldAtFounding(communeId: string): Promise<string | null> {
    return this.unitOfWork.read.installation.foretoldAtFounding(communeId);
  }

  private async next({ installation }: StoreReads, communeId: string, steps: readonly KeyChangeKept[]) {
    const foretold = steps.at(-1)?.nextKeyDigest ?? (await installation.foretoldAtFounding(communeId));
    return keyForetold(this.seeds, communeId, steps.length + 1, foretold);
  }

  private foretoldAfter(communeId: string, serial: number): Promise<NextKey | undefined> {
    return keyForetold(this.seeds, communeId, serial + 1, null);
  }
}

/** More changes than this are not lost with any copy that somebody brings back. */
const MOST_LOST = 20;

/** The change to `next`, signed by the newest key. */
async function stepTo(
  { installation }: Stores,
  communeId: string,
  to: { readonly next: NextKey; readonly after: NextKey; readonly now: Instant; readonly oldUntil: Instant },
): Promise<KeyChangeKept> {
  const steps = await installation.keyChanges(communeId);
  const before = steps.at(-1) ?? (await installation.communeKey(communeId))!;
  const { next, after, now, oldUntil } = to;
  const change = {
    serial: steps.length + 1,
    keyId: next.keyId,
    publicKey: next.publicKey,
    nextKeyDigest: digestOfKey(after.publicKey),
    issuedAt: now,
    oldUntil,
    revoked: oldUntil <= now,
  };
  const signer = { keyId: before.keyId, privateKey: privateKeyOf(before.privateKeyPem) };
  const envelope = sealEnvelope('key-change', { protocol: PROTOCOL_VERSION, communeId, ...change }, signer);
  return { communeId, ...change, privateKeyPem: next.privateKeyPem, createdAt: now, envelope };
}

/** What was said under the key before counts no more, whatever number it bears. */
async function beginEpoch(stores: Stores, communeId: string): Promise<void> {
  const { epoch } = (await stores.places.commune(communeId))!;
  await stores.places.updateCommune(communeId, { epoch: epoch + 1 });
}

async function tellOfStranger(stores: Stores, { communeId, deviceId, controllerId, keyId }: ToldByBox, now: Instant) {
  const details = { deviceId, keyId };
  await stores.events.append({
    ...{ communeId, at: now, kind: 'device.key-foreign', actor: 'system', subjectId: controllerId, details },
  });
  const place = (await stores.places.controller(controllerId))?.name ?? '';
  const news = { communeId, kind: 'key-foreign', subjectId: controllerId, values: { place } } as const;
  await tell(stores, await deskAndCaretakers(stores, communeId), news, now);
}
