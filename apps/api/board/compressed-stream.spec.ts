import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { until } from '../../../test/support/until';
import { encodingFor, compressed } from './compressed-stream';

describe('an endless answer', () => {
  it('is compressed for whoever takes gzip', () => {
    for (const accepted of ['gzip', 'gzip, deflate, br, zstd', 'br;q=1.0, gzip;q=0.8']) {
      expect(encodingFor(accepted)).toBe('gzip');
    }
    for (const accepted of [undefined, '', 'br', 'identity', 'gzip;q=0, br', 'x-gzipped']) {
      expect(encodingFor(accepted)).toBe('identity');
    }
  });

  it('leaves frame by frame, each before the next is there', async () => {
    const source = new Readable({ read: () => undefined });
    let heard = '';
    compressed(source, 'gzip')
      .pipe(createGunzip())
      .on('data', (chunk: Buffer) => (heard += chunk.toString()));
    for (const frame of ['id: 1\n\n', 'id: 2\n\n']) {
      source.push(frame);
      await until(() => heard.endsWith(frame), frame);
    }
    source.push(null);
  });

  it('lets go of its source when the client leaves', async () => {
    const source = new Readable({ read: () => undefined });
    compressed(source, 'gzip').destroy();
    await until(() => source.destroyed, 'the source to be let go');
  });
});
