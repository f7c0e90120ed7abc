// Reads how long a WAV file says it is. ffprobe measures the file instead, so a WAV that was cut off would look whole.

/** How much of a file must be given for its header to be found, in bytes. */
export const WAV_HEADER_BYTES = 4_096;

/** Programs that write while they record state one of these sizes, or more, and mean "until the end". */
const STREAMED_SIZE = 0x7fff_0000;

/** Length in milliseconds that the header of a WAV file promises; undefined when it is no WAV or promises nothing. */
export function wavPromisedDurationMs(head: Buffer): number | undefined {
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WAVE') return undefined;
  let bytesPerSecond: number | undefined;
  for (let at = 12; at + 8 <= head.length;) {
    const name = head.toString('latin1', at, at + 4);
    const size = head.readUInt32LE(at + 4);
    if (name === 'fmt ' && at + 20 <= head.length) bytesPerSecond = head.readUInt32LE(at + 16);
    if (name === 'data') {
      return size === 0 || size >= STREAMED_SIZE || !bytesPerSecond
        ? undefined
        : Math.round((size / bytesPerSecond) * 1_000);
    }
    at += 8 + size + (size % 2);
  }
  return undefined;
}
