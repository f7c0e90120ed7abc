// What is kept is found without looking at the rest, and no other than before.
import { Readable } from 'node:stream';
import { findByTopic, type RetainedMemory } from './retained-messages';

let searched: string[][];
let memory: RetainedMemory;
const keep = (topic: string, text: string) => memory.storeRetained({ topic, payload: Buffer.from(text) });
const found = async (...patterns: string[]) =>
  (await memory.createRetainedStreamCombi(patterns).toArray()).map(
    (each: { topic: string; payload: Uint8Array }) => `${each.topic}: ${Buffer.from(each.payload).toString()}`,
  );

beforeEach(() => {
  searched = [];
  memory = {
    storeRetained: () => Promise.resolve(),
    createRetainedStreamCombi: (patterns) => {
      searched.push(patterns);
      return Readable.from([]);
    },
  };
  findByTopic(memory);
});

it('finds the newest of each topic, and nothing that was taken back', async () => {
  await keep('a/1', 'old');
  await keep('a/2', 'other');
  await keep('a/1', 'new');
  await keep('a/3', 'gone');
  await keep('a/3', '');
  expect(await found('a/1', 'a/3', 'a/4')).toEqual(['a/1: new']);
  expect(searched).toEqual([]);
});

it('searches through everything only for whoever asks by wildcards', async () => {
  await keep('a/1', 'kept');
  await found('a/1', 'a/+');
  await found('a/#');
  expect(searched).toEqual([['a/1', 'a/+'], ['a/#']]);
});
