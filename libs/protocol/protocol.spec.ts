// PROTOCOL.md is read by people who have nothing else: each of its examples must pass, and each field must be explained.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  clockProbeSchema,
  MESSAGES,
  openEnvelope,
  playbackIdOf,
  receiptSchema,
  EnvelopeError,
  urgentSchema,
  type Purpose,
} from '.';

const text = readFileSync(join(__dirname, 'PROTOCOL.md'), 'utf8');
const examples = new Map(
  [...text.matchAll(/```json (\S+)\n([\s\S]*?)```/g)].map(([, name, json]) => [name!, JSON.parse(json!) as unknown]),
);
const prose = text.replace(/```[\s\S]*?```/g, '');

function namesIn(example: unknown): string[] {
  if (Array.isArray(example)) return example.flatMap(namesIn);
  if (typeof example !== 'object' || example === null) return [];
  return Object.entries(example).flatMap(([name, value]) => [name, ...namesIn(value)]);
}

describe('PROTOCOL.md', () => {
  it.each(Object.keys(MESSAGES) as Purpose[])('has an example of %s that a device would accept', (purpose) => {
    expect(MESSAGES[purpose].parse(examples.get(purpose))).toEqual(examples.get(purpose));
  });

  it('has an example of settings that shows every field, also those that may be left out', () => {
    const { shape } = MESSAGES.settings.unwrap();
    const fields = [...Object.keys(shape), ...Object.keys(shape.limits.unwrap().shape)];
    const shown = namesIn(examples.get('settings'));
    expect(fields.filter((field) => !shown.includes(field))).toEqual([]);
  });

  it('has an example of a clock probe, and of an envelope that fails only for its signature', () => {
    expect(() => clockProbeSchema.parse(examples.get('clock-probe'))).not.toThrow();
    const envelope = Buffer.from(JSON.stringify(examples.get('envelope')));
    expect(() => openEnvelope('receipt-ack', envelope, () => undefined)).toThrow(new EnvelopeError('unknown-key'));
  });

  it('has an example of every kind of urgent order that a device would accept', () => {
    const shown = [...examples].filter(([name]) => name.startsWith('urgent')).map(([, example]) => example);
    for (const example of shown) expect(MESSAGES.urgent.parse(example)).toEqual(example);
    const kinds = urgentSchema.unwrap().shape.order.options.map((option) => option.unwrap().shape.kind.value);
    expect(shown.map((example) => MESSAGES.urgent.parse(example).order.kind)).toEqual(kinds);
  });

  it('has an example of every kind of receipt', () => {
    const kinds = receiptSchema.options.map((option) => option.shape.kind.value);
    const shown = MESSAGES.receipts.parse(examples.get('receipts')).receipts.map(({ kind }) => kind);
    expect([...shown].sort()).toEqual([...kinds].sort());
  });

  it('explains every field that it shows', () => {
    const names = new Set([...examples.values()].flatMap(namesIn));
    const missing = [...names].filter((name) => !prose.includes(`\`${name}\``));
    expect(missing.filter((name) => !['code', 'publicKey', 'mqttUrl', 'keyId', 'purpose'].includes(name))).toEqual([]);
  });

  it('names playbacks as the code does', () => {
    expect(prose).toContain('["playback","<airingId>","<controllerId>"]');
    expect(playbackIdOf('a', 'b')).toHaveLength(36);
  });
});
