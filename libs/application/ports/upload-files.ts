// Where the bytes of uploads lie until all of them are there.
import type { Readable } from 'node:stream';

export abstract class UploadFiles {
  /** Bytes that lie there; undefined when nothing was begun under that id, or it is gone. */
  abstract size(id: string): Promise<number | undefined>;

  /** Opens what lies there for reading. */
  abstract read(id: string): Promise<Readable>;

  /** Throws the bytes away. Nothing there: nothing to do. */
  abstract remove(id: string): Promise<void>;
}
