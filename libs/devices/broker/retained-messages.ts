// What the broker keeps is found by its topic. The memory that comes with aedes holds everything that it keeps against every subscription: when
// all boxes come back at once, that is the square of their number.
import { Readable } from 'node:stream';

interface Message {
  readonly topic: string;
  readonly payload: Uint8Array | string;
}

/** The part of a broker's memory that keeps messages for whoever comes later. */
export interface RetainedMemory {
  storeRetained(message: Message): Promise<void>;
  createRetainedStreamCombi(patterns: string[]): Readable;
}

/** Has the memory look up topics without wildcards, which are all that boxes ask for. Whoever asks by wildcards is answered as before. */
export function findByTopic(memory: RetainedMemory): void {
  const kept = new Map<string, Message>();
  const store = memory.storeRetained.bind(memory);
  const search = memory.createRetainedStreamCombi.bind(memory);
  memory.storeRetained = (message) => {
    // An empty message takes back what was kept.
    if (message.payload.length === 0) kept.delete(message.topic);
    else kept.set(message.topic, { ...message });
    return store(message);
  };
  memory.createRetainedStreamCombi = (patterns) =>
    patterns.some((pattern) => /[+#]/.test(pattern))
      ? search(patterns)
      : Readable.from(patterns.flatMap((topic) => kept.get(topic) ?? []));
}
