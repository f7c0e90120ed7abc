// An endless answer, compressed as it goes: what was said once (the names of fields, of poles) costs next to nothing the second time, and a
// board that stays open all day lives on a SIM card.
import { PassThrough, pipeline, type Readable } from 'node:stream';
import { constants, createGzip } from 'node:zlib';

/** How an answer to somebody who sent this `Accept-Encoding` is encoded. */
export function encodingFor(accepted: string | undefined): 'gzip' | 'identity' {
  const gzip = /(?:^|,)\s*gzip\s*(?:;\s*q=([\d.]+))?\s*(?:,|$)/i.exec(accepted ?? '');
  return gzip && Number(gzip[1] ?? 1) > 0 ? 'gzip' : 'identity';
}

/** The same bytes; whatever is written leaves at once. Destroying it destroys its source, whose errors it hands on. */
export function compressed(source: Readable, encoding: 'gzip' | 'identity'): Readable {
  const way = encoding === 'gzip' ? createGzip({ flush: constants.Z_SYNC_FLUSH }) : new PassThrough();
  return pipeline(source, way, () => {
    // Whoever sends the way hears of its end and its error; there is nothing more to say of them here.
  });
}
