// The parts of one loudspeaker and how they are tied together: who tells whom, and what each is allowed to know.
import { HOUR_MS } from '#domain';
import { ClockProbes } from './clock-probes';
import { Drills } from './drills';
import { Fallback } from './fallback';
import type { DeviceIdentity } from './identity';
import { KeyRing } from './key-ring';
import { Journal, type Evidence } from './journal';
import { KeptMessage } from './kept-message';
import { normalVolume } from './own-limits';
import { Player } from './player';
import type { DeviceClock, DeviceDisk, Horn, Note, ServerLink } from './ports';
import { Prefetch } from './prefetch';
import { ReceiptOutbox } from './receipt-outbox';
import { Refusals } from './refusals';
import { SelfTesting } from './self-testing';
import { ServerTime } from './server-time';
import { shareOf } from './share';
import { Shelf } from './shelf';
import { Stage } from './stage';
import { standingOf } from './standing';
import { StatusReports } from './status-reports';
import { UrgentOrders } from './urgent-orders';

/** The uncertainty of a device that knows nothing about the time: about a lifetime. */
const NO_IDEA_MS = 100 * 365 * 24 * HOUR_MS;

/** The world around one device, and what it is told about it. */
export interface LoudspeakerWorld {
  readonly identity: DeviceIdentity;
  readonly clock: DeviceClock;
  readonly disk: DeviceDisk;
  readonly link: ServerLink;
  readonly horn: Horn;
  /** A fresh id nobody can guess. */
  readonly newId: () => string;
  readonly note: Note;
  /** The device cannot keep its word any more (its disk failed) and has to be restarted. Called once. */
  readonly failed: (error: unknown) => void;
}

/** One of each. */
export interface Parts {
  readonly time: ServerTime;
  readonly keys: KeyRing;
  readonly journal: Journal;
  readonly refusals: Refusals;
  readonly programme: KeptMessage<'programme'>;
  readonly settings: KeptMessage<'settings'>;
  readonly orders: UrgentOrders;
  readonly drills: Drills;
  readonly selfTesting: SelfTesting;
  readonly shelf: Shelf;
  readonly stage: Stage;
  readonly player: Player;
  readonly prefetch: Prefetch;
  readonly outbox: ReceiptOutbox;
  readonly status: StatusReports;
  readonly probes: ClockProbes;
  readonly fallback: Fallback;
}

/** Where the device stands now: its settings know better than its enrolment. */
export function zoneOf(identity: DeviceIdentity, settings: KeptMessage<'settings'>): string {
  return settings.current()?.zoneId ?? identity.zoneId;
}

function evidenceOf(time: ServerTime, clock: DeviceClock): Evidence {
  const now = time.read();
  const uptimeMs = Math.max(0, Math.round(clock.monotonicMs()));
  if (now) return { at: Math.max(0, now.at), uncertaintyMs: now.uncertaintyMs, uptimeMs };
  return { at: Math.max(0, Math.round(clock.wallMs())), uncertaintyMs: NO_IDEA_MS, uptimeMs };
}

/** Makes the parts from what the disk remembers. `failed` hears that the device cannot keep its word any more. */
export async function assemble(world: LoudspeakerWorld, failed: (error: unknown) => void): Promise<Parts> {
  const { clock, disk, link, horn, newId, note } = world;
  const { controllerId, communeId, deviceId } = world.identity;
  const share = shareOf(controllerId, 'place');

  const time = await ServerTime.load(clock, disk, note);
  const keys = await KeyRing.load(world.identity, time, disk, note);
  const { trusts } = keys;
  const identity = { ...world.identity, trusts };
  const journal = await Journal.open(disk, () => evidenceOf(time, clock), newId, note);
  const refusals = new Refusals(clock, journal, note);
  const settings = await KeptMessage.load(
    'settings',
    disk,
    keys,
    {
      foreign: (message) => {
        if (message.communeId !== communeId) return 'wrong-commune';
        return message.controllerId === controllerId && message.deviceId === deviceId ? undefined : 'wrong-device';
      },
      seriesOf: (message) => message.deviceId,
      // They bring what leads to the key that signed them.
      first: (envelope) => keys.follow(envelope, refusals),
    },
    note,
  );
  const zoneId = () => zoneOf(identity, settings);
  const programme = await KeptMessage.load(
    'programme',
    disk,
    keys,
    {
      foreign: (message) => {
        if (message.communeId !== communeId) return 'wrong-commune';
        return message.zoneId === zoneId() ? undefined : 'wrong-zone';
      },
      seriesOf: (message) => message.zoneId,
    },
    note,
  );
  const orders = await UrgentOrders.load(identity, zoneId, time, disk, keys, note);
  const ground = {
    identity,
    zoneId,
    settings: () => settings.current(),
    orders: () => orders.standing(programme.current(), programme.serial()),
    note,
  };
  const drills = await Drills.load(ground, time, journal, disk);
  const shelf = await Shelf.load(disk);
  const free = () => {
    player.review();
    status.changed();
  };
  const stage = new Stage(clock, time, horn, journal, { began: () => status.changed(), free, failed, note });
  const player = new Player(time, journal, shelf, stage, {
    clock,
    controllerId,
    share,
    orders: () => ({
      programme: programme.current(),
      settings: settings.current(),
      ...drills.standing(),
    }),
    soundLost: () => prefetch.hurry(),
    failed,
    note,
  });
  const now = () => time.read()?.at;
  const arrived = () => player.review();
  const prefetch = new Prefetch(clock, link, shelf, journal, { share, now, arrived, failed, note });
  const selfTesting = await SelfTesting.load(identity, { clock, disk, link, horn, time }, journal, {
    zoneId,
    settings: () => settings.current(),
    sounding: () => stage.current !== undefined,
    share,
    failed,
    note,
  });
  const standing = () => standingOf(programme.current(), journal);
  const outbox = new ReceiptOutbox(clock, link, journal, identity, standing, (id) => player.beginsAtMs(id), note);
  const status = new StatusReports(clock, link, identity, {
    facts: () => ({
      ...evidenceOf(time, clock),
      ...prefetch.progress(),
      airingId: stage.current?.entry.airingId ?? null,
      volumePercent: normalVolume(evidenceOf(time, clock).at, settings.current()),
      standing: standing(),
      ...keys.told(),
    }),
    share,
    note,
  });
  const probes = new ClockProbes(clock, link, time, { deviceId, trusts, newId, share, note });
  const fallback = new Fallback(clock, link, {
    share,
    programme: (envelope) => void programme.accept(envelope, refusals).catch(failed),
    settings: (envelope) => void settings.accept(envelope, refusals).catch(failed),
    note,
  });
  keys.onChange(() => status.changed());
  return {
    time,
    keys,
    journal,
    refusals,
    programme,
    settings,
    orders,
    drills,
    selfTesting,
    shelf,
    stage,
    player,
    prefetch,
    outbox,
    status,
    probes,
    fallback,
  };
}
