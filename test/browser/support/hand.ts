// The hand of a signed-in person on the API: what a journey needs to be there before it begins, made the way everybody makes it.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { GUARD_MS, until } from '../../support/until';

const SAMPLES = join(__dirname, '../../../audio-samples');

export class Hand {
  private constructor(
    private readonly page: Page,
    private readonly url: string,
    readonly communeId: string,
    readonly personId: string,
  ) {}

  /** Of the person who is signed in on this page of the installation at `url`. */
  static async of(page: Page, url: string): Promise<Hand> {
    const me = (await (await page.request.get('/api/v1/me')).json()) as { communeId: string; personId: string };
    return new Hand(page, url, me.communeId, me.personId);
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.page.request.get(`/api/v1${path}`);
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async send<T = { readonly id: string; readonly digest: string }>(
    path: string,
    body: unknown = {},
    headers: Readonly<Record<string, string>> = {},
    method = 'POST',
  ): Promise<T> {
    const answer = await this.page.request.fetch(`/api/v1${path}`, {
      method,
      data: body,
      headers: this.headers(headers),
    });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.status() === 204 ? (undefined as T) : ((await answer.json()) as T);
  }

  /** The code of the refusal that this meets; undefined when it is done. */
  async refused(path: string, body: unknown = {}): Promise<string | undefined> {
    const answer = await this.page.request.post(`/api/v1${path}`, { data: body, headers: this.headers() });
    return answer.ok() ? undefined : ((await answer.json()) as { code: string }).code;
  }

  /** A sample sent as a recording, with its sound for the horns ready. */
  async recording(sample = 'notices/02-cat-dien.mp3'): Promise<string> {
    const answer = await this.page.request.post(
      `/api/v1/communes/${this.communeId}/recordings?fileName=${basename(sample)}`,
      {
        data: readFileSync(join(SAMPLES, sample)),
        headers: this.headers({ 'Content-Type': 'application/octet-stream' }),
      },
    );
    if (!answer.ok()) throw new Error(await answer.text());
    const { id } = (await answer.json()) as { id: string };
    const ready = async () => (await this.get<{ state: string }>(`/recordings/${id}`)).state === 'ready';
    await until(ready, `the sound of ${sample}`, GUARD_MS);
    return id;
  }

  /** An announcement that is handed in. */
  async announcement(title: string, recordingId: string, messageClass = 'normal') {
    const versions = [{ language: 'vi', recordingId, script: title }];
    const { id } = await this.send(`/communes/${this.communeId}/announcements`, { title, messageClass, versions });
    return this.send(`/announcements/${id}/submit`);
  }

  /** Lets the content on air, as somebody who may. */
  async approve({ id, digest }: { readonly id: string; readonly digest: string }): Promise<void> {
    await this.send(`/announcements/${id}/approve`, { digest });
  }

  /** The id of a village by its name. */
  async village(name: string): Promise<string> {
    const { items } = await this.get<{ items: { id: string; name: string }[] }>(`/communes/${this.communeId}/villages`);
    return items.find((village) => village.name === name)!.id;
  }

  private headers(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return { Origin: this.url, ...more };
  }
}
