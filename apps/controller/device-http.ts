// What a device fetches by HTTP with its credential: programme, settings, sounds.
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

/** The server answered, but not with what was asked for. */
class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
}

const ANSWER_WITHIN_MS = 15_000;
const SOUND_WITHIN_MS = 10 * 60_000;
/** What belongs to the server is said to no other address, whoever answers in its place. */
const NOT_FURTHER = { redirect: 'manual' } as const;

export class DeviceHttp {
  private readonly authorization: string;
  private readonly etags = new Map<string, string>();

  constructor(
    private readonly serverUrl: string,
    deviceId: string,
    credential: string,
  ) {
    this.authorization = `Basic ${Buffer.from(`${deviceId}:${credential}`).toString('base64')}`;
  }

  /** The sealed message under `/device/v1/<name>`; undefined when there is none, or the same as at the last time. */
  async message(name: 'programme' | 'settings', signal: AbortSignal): Promise<Uint8Array | undefined> {
    const etag = this.etags.get(name);
    const headers = { authorization: this.authorization, ...(etag && { 'if-none-match': etag }) };
    const response = await fetch(`${this.serverUrl}/device/v1/${name}`, {
      ...NOT_FURTHER,
      headers,
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    if (response.status === 204 || response.status === 304) return undefined;
    if (response.status !== 200) throw new UnexpectedAnswer(`${name}: ${response.status}`);
    const fresh = response.headers.get('etag');
    if (fresh) this.etags.set(name, fresh);
    return bytes;
  }

  /** The bytes of a sound from `offset` on. */
  async sound(sha256: string, offset: number, signal: AbortSignal): Promise<Readable> {
    const response = await fetch(`${this.serverUrl}/media/${sha256}`, {
      ...NOT_FURTHER,
      headers: { authorization: this.authorization, ...(offset > 0 && { range: `bytes=${offset}-` }) },
      signal: AbortSignal.any([signal, AbortSignal.timeout(SOUND_WITHIN_MS)]),
    });
    if (response.status !== (offset > 0 ? 206 : 200) || !response.body) {
      await response.body?.cancel();
      throw new UnexpectedAnswer(`sound ${sha256}: ${response.status}`);
    }
    return Readable.fromWeb(response.body as ReadableStream);
  }
}
