// Stored sound over HTTP: whole or in part, named by its hash, so that a phone can seek and a device can go on where the net broke.
import type { AudioStore, ByteRange } from '#application';
import { Problem } from '#domain';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What is sent, and how a browser may treat it. */
interface SoundOffer {
  readonly sha256: string;
  readonly contentType: string;
  /** Whole `Content-Disposition`; absent: shown or played in place. */
  readonly disposition?: string;
}

/** Sends the sound, or the part that `Range` asks for. Throws Problem `not-found`, `range-not-satisfiable`. */
export async function sendSound(
  store: AudioStore,
  offer: SoundOffer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const bytes = await store.size(offer.sha256);
  if (bytes === undefined) throw new Problem('not-found');
  const tag = `"${offer.sha256}"`;
  void reply
    .header('ETag', tag)
    .header('Accept-Ranges', 'bytes')
    .header('Cache-Control', 'private, max-age=31536000, immutable')
    .header('X-Content-Type-Options', 'nosniff')
    // Whatever a file pretends to be, it runs nothing.
    .header('Content-Security-Policy', "sandbox; default-src 'none'; media-src 'self'; frame-ancestors 'none'");
  if (offer.disposition !== undefined) void reply.header('Content-Disposition', offer.disposition);
  if (request.headers['if-none-match'] === tag) {
    void reply.status(304).send();
    return;
  }
  const ifRange = request.headers['if-range'];
  const range = ifRange === undefined || ifRange === tag ? rangeOf(request.headers.range, bytes) : undefined;
  void reply.type(offer.contentType).header('Content-Length', range ? range.end - range.start + 1 : bytes);
  if (range) void reply.status(206).header('Content-Range', `bytes ${range.start}-${range.end}/${bytes}`);
  await reply.send(await store.read(offer.sha256, range));
}

/**
 * The one range that the header asks for. Undefined for none, and for what we do not serve in parts (other units, several ranges): the
 * whole is a right answer too. Throws Problem `range-not-satisfiable`.
 */
function rangeOf(header: string | undefined, bytes: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [first, last] = [match[1]!, match[2]!];
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  if (start >= bytes || end < start) throw new Problem('range-not-satisfiable', { bytes });
  return { start, end };
}
