// What a journey at the schedule needs beforehand: announcements with a sound, and bookings of its own, made through the API by people who may.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';

const SOUND = join(__dirname, '../../../audio-samples/notices/02-cat-dien.mp3');

/** A booking as the API tells it, as far as the journeys look. */
interface Booked {
  readonly id: string;
  readonly state: string;
  readonly revision: number;
  readonly digest: string;
  readonly start: { readonly kind: string; readonly at?: string; readonly slotId?: string };
  readonly zoneIds: readonly string[];
  readonly cancelledDates: readonly string[];
  readonly announcement: { readonly id: string; readonly title: string; readonly revision: number };
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly label: string;
}

export class DeskBookings {
  private constructor(
    private readonly page: Page,
    readonly communeId: string,
    readonly villages: readonly Named[],
    readonly slots: readonly Named[],
    readonly today: string,
  ) {}

  static async of(page: Page): Promise<DeskBookings> {
    const read = async <T>(path: string): Promise<T> => (await page.request.get(`/api/v1${path}`)).json() as Promise<T>;
    const { communeId } = await read<{ communeId: string }>('/me');
    const [villages, slots, clock] = await Promise.all([
      read<{ items: Named[] }>(`/communes/${communeId}/villages`),
      read<{ items: Named[] }>(`/communes/${communeId}/slots`),
      read<{ localDate: string }>('/clock'),
    ]);
    return new DeskBookings(page, communeId, villages.items, slots.items, clock.localDate);
  }

  /** The day so many days after today. */
  day(after: number): string {
    return new Date(Date.parse(`${this.today}T00:00:00Z`) + after * 86_400_000).toISOString().slice(0, 10);
  }

  slot(name: string): Named {
    return this.slots.find((slot) => slot.name === name)!;
  }

  village(name: string): Named {
    return this.villages.find((village) => village.name === name)!;
  }

  /** Handed in, with a sound that is ready. */
  async announcement(title: string): Promise<string> {
    const sent = await this.page.request.post(`/api/v1/communes/${this.communeId}/recordings`, {
      multipart: { file: { name: `${title}.mp3`, mimeType: 'audio/mpeg', buffer: readFileSync(SOUND) } },
      headers: { Origin: new URL(this.page.url()).origin },
    });
    const { id: recordingId } = (await sent.json()) as { id: string };
    const state = async () => (await this.get<{ state: string }>(`/recordings/${recordingId}`)).state;
    await expect.poll(state, { timeout: 60_000 }).toBe('ready');
    const versions = [{ language: 'vi', recordingId, script: title }];
    const { id } = await this.post<{ id: string }>(`/communes/${this.communeId}/announcements`, { title, versions });
    await this.post(`/announcements/${id}/submit`);
    return id;
  }

  /** Proposed in one village. `start`: the name of a slot, or an exact time. */
  async booked(title: string, village: string, start: string, recurrence: object): Promise<Booked> {
    const slot = this.slots.find(({ name }) => name === start);
    return this.post(`/communes/${this.communeId}/bookings`, {
      announcementId: await this.announcement(title),
      villageIds: [this.village(village).id],
      start: slot ? { kind: 'slot', slotId: slot.id } : { kind: 'exact', at: start },
      recurrence,
    });
  }

  booking(id: string): Promise<Booked> {
    return this.get(`/bookings/${id}`);
  }

  async get<T>(path: string): Promise<T> {
    return (await this.page.request.get(`/api/v1${path}`)).json() as Promise<T>;
  }

  async post<T>(path: string, data?: object): Promise<T> {
    return this.send('POST', path, data);
  }

  async send<T>(method: string, path: string, data?: object, headers: Record<string, string> = {}): Promise<T> {
    const answer = await this.page.request.fetch(`/api/v1${path}`, {
      method,
      ...(data && { data }),
      headers: { Origin: new URL(this.page.url()).origin, ...headers },
    });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.json() as Promise<T>;
  }
}
