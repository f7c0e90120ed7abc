// People of the demo's commune who put something on air with nothing but HTTP, and what the air log says of it. For tests with all processes.
import { join } from 'node:path';
import { ApiPerson } from './api-person';
import type { Installation, Sounded } from './installation';
import { until } from './until';

const SAMPLES = join(__dirname, '..', '..', 'audio-samples');

/** Orders reach the boxes within this time, so that a booking this far ahead is heard everywhere. */
const AHEAD_S = 25;

/** An approved booking. */
export interface Booked {
  readonly id: string;
  /** The planned start, in the commune's time. */
  readonly at: number;
  readonly durationMs: number;
  readonly controllerIds: readonly string[];
  readonly digest: string;
}

/** A notice that was handed in. */
export interface HandedIn {
  readonly id: string;
  readonly recordingId: string;
  readonly sha256: string;
  readonly durationMs: number;
}

interface Recording {
  readonly id: string;
  readonly state: string;
  readonly refusal: { readonly code: string } | null;
  readonly rendition: { readonly sha256: string; readonly durationMs: number };
}

export class AirDesk {
  private constructor(
    private readonly installation: Installation,
    /** Records and hands in. */
    readonly ngan: ApiPerson,
    /** Books. */
    readonly mai: ApiPerson,
    /** Approves. */
    readonly toan: ApiPerson,
    readonly communeId: string,
    readonly villages: readonly { readonly id: string; readonly name: string }[],
  ) {}

  /** Signs everybody in. */
  static async open(installation: Installation): Promise<AirDesk> {
    const signIn = (login: string) => ApiPerson.signIn(installation.url, login);
    const [ngan, mai, toan] = [await signIn('ngan'), await signIn('mai'), await signIn('chutich')];
    const communeId = (await mai.get('/communes')).body.items[0].id;
    const villages = (await mai.get(`/communes/${communeId}/villages`)).body.items;
    return new AirDesk(installation, ngan, mai, toan, communeId, villages);
  }

  villageId(name: string): string {
    return this.villages.find((village) => village.name === name)!.id;
  }

  async now(): Promise<number> {
    return Date.parse((await this.mai.get('/clock')).body.now);
  }

  /** The next whole second of the commune's time that is so far ahead, as the API wants it. */
  async soon(seconds: number): Promise<{ readonly at: number; readonly date: string; readonly time: string }> {
    const at = Math.ceil((await this.now()) / 1_000 + seconds) * 1_000;
    const local = new Date(at + 7 * 3_600_000).toISOString();
    return { at, date: local.slice(0, 10), time: local.slice(11, 19) };
  }

  /** How many poles the commune has, and how many of them are online. */
  async poles(): Promise<{ readonly all: number; readonly online: number }> {
    const { items } = (await this.mai.get(`/communes/${this.communeId}/controllers`)).body;
    const online = items.filter((each: { device: { online: boolean } | null }) => each.device?.online);
    return { all: items.length, online: online.length };
  }

  /** Waits until every pole is online. */
  async everyPoleOnline(poles: number): Promise<void> {
    let seen = { all: 0, online: 0 };
    const complete = async () => {
      seen = await this.poles();
      return seen.all === poles && seen.online === poles;
    };
    await until(complete, `${poles} poles to be enrolled and online`, 60_000).catch((error: Error) => {
      throw new Error(`${error.message}: ${seen.online} of ${seen.all}\n${this.installation.output}`);
    });
  }

  /** Uploads a sample and waits for what becomes of it. */
  async rendered(file: string): Promise<Recording> {
    const uploaded = await this.ngan.upload(this.communeId, join(SAMPLES, file));
    if (uploaded.status !== 201) throw new Error(`${file} was not taken: ${uploaded.status}`);
    let recording = uploaded.body;
    const outcome = async () => {
      recording = (await this.ngan.get(`/recordings/${uploaded.body.id}`)).body;
      return recording.state === 'ready' || recording.state === 'refused';
    };
    await until(outcome, `the rendering of ${file}`, 60_000);
    return recording;
  }

  /** A notice of the sample, handed in. */
  async handIn(file: string, title: string): Promise<HandedIn> {
    const { id: recordingId, rendition } = await this.rendered(file);
    const versions = [{ language: 'vi', recordingId, script: '' }];
    const draft = { title, category: 'họp thôn', messageClass: 'normal', versions };
    const { id } = (await this.ngan.post(`/communes/${this.communeId}/announcements`, draft)).body;
    const { state } = (await this.ngan.post(`/announcements/${id}/submit`)).body;
    if (state !== 'submitted') throw new Error(`${title} is ${state}`);
    const { sha256, durationMs } = rendition;
    return { id, recordingId, sha256, durationMs };
  }

  /** Booked by the operator and approved by the leader, in all zones of the villages. */
  async onAir(notice: HandedIn, villageNames: readonly string[], aheadSeconds = AHEAD_S): Promise<Booked> {
    const { at, date, time } = await this.soon(aheadSeconds);
    const booking = await this.mai.post(`/communes/${this.communeId}/bookings`, {
      announcementId: notice.id,
      villageIds: villageNames.map((name) => this.villageId(name)),
      start: { kind: 'exact', at: time },
      recurrence: { kind: 'once', date },
      lateReason: 'thử nghiệm',
    });
    expect(booking).toMatchObject({ status: 201 });
    const approved = await this.toan.post(`/bookings/${booking.body.id}/approve`, { digest: booking.body.digest });
    expect(approved.body).toMatchObject({ state: 'approved' });
    const { id, controllerIds, digest } = booking.body;
    return { id, at, durationMs: notice.durationMs, controllerIds, digest };
  }

  /** Whether every box of the booking is in that state; a booking that is not planned yet is in none. */
  async allAre(state: string, booking: Booked): Promise<boolean> {
    const states = await this.statesOf(booking);
    return states.length === booking.controllerIds.length && states.every((each) => each === state);
  }

  async statesOf(booking: Booked): Promise<readonly string[]> {
    return (await this.airingsOf(booking)).flatMap((airing) =>
      airing.playbacks.map((playback: { state: string }) => playback.state),
    );
  }

  /** The lines of the air log that belong to the booking. */
  async soundedOf(booking: Booked, event: Sounded['event']): Promise<readonly Sounded[]> {
    const ids = new Set((await this.airingsOf(booking)).map(({ id }) => id));
    return this.installation.airLog().filter((line) => line.event === event && ids.has(line.airingId));
  }

  /** Waits until the time of the booking is over by the commune's clock. */
  async over({ at, durationMs }: Booked): Promise<void> {
    await until(async () => (await this.now()) > at + durationMs + 1_000, 'the end of the broadcast', 120_000);
  }

  private async airingsOf({ id }: Booked) {
    const { items } = (await this.mai.get(`/communes/${this.communeId}/rundowns`)).body;
    const rundowns = await Promise.all(
      items.map(async (each: { id: string }) => (await this.mai.get(`/rundowns/${each.id}`)).body),
    );
    return rundowns.flatMap((rundown) => rundown.airings).filter((airing) => airing.bookingId === id);
  }
}
