// Headers as sound recorders write them, whole, cut and unfinished.
import { wavPromisedDurationMs } from './wav-header';

/** A WAV header: 16 kHz, mono, 16 bit, that is 32,000 bytes a second. */
function header(dataBytes: number, before = Buffer.alloc(0)): Buffer {
  const format = Buffer.alloc(24);
  format.write('fmt ', 'latin1');
  format.writeUInt32LE(16, 4);
  format.writeUInt32LE(32_000, 16);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(dataBytes);
  return Buffer.concat([Buffer.from('RIFF????WAVE', 'latin1'), format, before, Buffer.from('data', 'latin1'), size]);
}

describe('wavPromisedDurationMs', () => {
  it('reads the length that the header states, however short the file is', () => {
    expect(wavPromisedDurationMs(header(320_000))).toBe(10_000);
  });

  it('steps over chunks it does not know, of odd size too', () => {
    expect(wavPromisedDurationMs(header(32_000, Buffer.from('LIST\x03\0\0\0abc\0', 'latin1')))).toBe(1_000);
  });

  it.each([0, 0x7fff_ffff, 0xffff_ffff])('takes no promise from a program that recorded until the end (%d)', (size) => {
    expect(wavPromisedDurationMs(header(size))).toBeUndefined();
  });

  it('says nothing of other files, nor of a header that is itself cut', () => {
    expect(wavPromisedDurationMs(Buffer.from('ID3 something else'))).toBeUndefined();
    expect(wavPromisedDurationMs(header(320_000).subarray(0, 40))).toBeUndefined();
    expect(wavPromisedDurationMs(Buffer.alloc(0))).toBeUndefined();
  });
});
