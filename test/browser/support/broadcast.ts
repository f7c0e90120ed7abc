// A notice from the recorder to the horns of a village or of all by the API alone, for journeys that look at what comes after.
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { APIRequestContext, Page } from '@playwright/test';
import { localDateOf } from '#domain';
import type { Installation } from '../../support/installation';
import { GUARD_MS, until } from '../../support/until';

const SAMPLE = join(__dirname, '../../../audio-samples/notices/06-nghia-vu-quan-su.amr');
const ZONE = 'Asia/Ho_Chi_Minh';

/** A broadcast on its way. */
interface Broadcast {
  readonly communeId: string;
  /** Of all: the first. */
  readonly villageId: string;
  readonly title: string;
  readonly startsAt: string;
}

interface Rundowns {
  readonly items: readonly { readonly items: readonly { readonly title: string; readonly startsAt: string }[] }[];
}

/** A person at the API: the cookie of the page, as a page of ours would send it. */
export class Caller {
  private readonly request: APIRequestContext;

  constructor(
    page: Page,
    private readonly url: string,
  ) {
    this.request = page.request;
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.request.get(`${this.url}/api/v1${path}`);
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** Sends a change. `headers` such as `If-Match` are added to what every change carries. */
  async send<T>(
    method: 'POST' | 'PATCH',
    path: string,
    body: { readonly data?: object; readonly multipart?: Parameters<APIRequestContext['post']>[1] },
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const answer = await this.request.fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { Origin: this.url, 'Idempotency-Key': randomUUID(), ...headers },
      ...(body as object),
    });
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}

/** Recorded by the first, booked by the second for the next free minute in that village or in all, approved by the third. */
export async function broadcast(
  desk: Installation,
  [recorder, operator, leader]: readonly [Page, Page, Page],
  villageName?: string,
): Promise<Broadcast> {
  const [writes, books, approves] = [recorder, operator, leader].map((page) => new Caller(page, desk.url)) as [
    Caller,
    Caller,
    Caller,
  ];
  const { communeId } = await books.get<{ communeId: string }>('/me');
  const { items } = await books.get<{ items: { id: string; name: string }[] }>(`/communes/${communeId}/villages`);
  const villageIds = items.filter(({ name }) => villageName === undefined || name === villageName).map(({ id }) => id);
  const { id: recordingId } = await writes.send<{ id: string }>('POST', `/communes/${communeId}/recordings`, {
    multipart: { file: { name: 'a.amr', mimeType: 'audio/amr', buffer: readFileSync(SAMPLE) } } as never,
  });
  const isReady = async () => (await writes.get<{ state: string }>(`/recordings/${recordingId}`)).state === 'ready';
  await until(isReady, 'the recording', GUARD_MS);
  const title = `Thông báo ${randomUUID().slice(0, 8)}`;
  const announcement = await writes.send<{ id: string }>('POST', `/communes/${communeId}/announcements`, {
    data: {
      title,
      category: 'khác',
      messageClass: 'normal',
      versions: [{ language: 'vi', recordingId, script: '' }],
    },
  });
  await writes.send('POST', `/announcements/${announcement.id}/submit`, { data: {} });
  const { now } = await books.get<{ now: string }>('/clock');
  const booking = await books.send<{ id: string; digest: string }>('POST', `/communes/${communeId}/bookings`, {
    data: {
      announcementId: announcement.id,
      villageIds,
      start: { kind: 'soonest' },
      recurrence: { kind: 'once', date: localDateOf(Date.parse(now), ZONE) },
      lateReason: 'giấy mời đến muộn',
    },
  });
  await approves.send('POST', `/bookings/${booking.id}/approve`, { data: { digest: booking.digest } });
  const startsAt = async () => {
    const { items: rundowns } = await books.get<Rundowns>(`/communes/${communeId}/rundowns`);
    return rundowns.flatMap((rundown) => rundown.items).find((item) => item.title === title)?.startsAt;
  };
  await until(async () => (await startsAt()) !== undefined, 'the plan of it', GUARD_MS);
  return { communeId, villageId: villageIds[0]!, title, startsAt: (await startsAt())! };
}
