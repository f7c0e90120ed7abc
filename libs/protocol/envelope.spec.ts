// A sealed envelope opens for its purpose and its key, unchanged to the last bit, or not at all.
import fc from 'fast-check';
import { EnvelopeError, generateKeys, openEnvelope, privateKeyOf, publicKeyOf, sealEnvelope, type Purpose } from '.';

const keys = generateKeys();
const KEY = { keyId: 'commune-key', privateKey: privateKeyOf(keys.privateKeyPem) };
const trusts = (keyId: string) => (keyId === 'commune-key' ? publicKeyOf(keys.publicKey) : undefined);
const ACK = { deviceId: 'd', deviceEpoch: 'e', sequence: 7 };

const faultOf = (purpose: Purpose, bytes: Uint8Array): string | undefined => {
  try {
    openEnvelope(purpose, bytes, trusts);
    return undefined;
  } catch (error) {
    if (error instanceof EnvelopeError) return error.fault;
    throw error;
  }
};

describe('an envelope', () => {
  const sealed = sealEnvelope('receipt-ack', ACK, KEY);

  it('gives back what was sealed', () => {
    expect(openEnvelope('receipt-ack', sealed, trusts)).toEqual(ACK);
  });

  it('with any single bit flipped is refused', () => {
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const forged = Buffer.from(sealed);
      forged[bit >> 3]! ^= 1 << (bit & 7);
      expect(faultOf('receipt-ack', forged)).toBeDefined();
    }
  });

  it('cut anywhere is refused', () => {
    for (let length = 0; length < sealed.length; length += 1) {
      expect(faultOf('receipt-ack', sealed.subarray(0, length))).toBe('malformed');
    }
  });

  it('for another purpose is refused, also when its label is changed', () => {
    expect(faultOf('settings', sealed)).toBe('wrong-purpose');
    const relabelled = Buffer.from(sealed.toString().replace('"receipt-ack"', '"clock-reply"'));
    expect(faultOf('clock-reply', relabelled)).toBe('bad-signature');
  });

  it('of a key that is not trusted, or of another key under a trusted name, is refused', () => {
    const stranger = privateKeyOf(generateKeys().privateKeyPem);
    expect(faultOf('receipt-ack', sealEnvelope('receipt-ack', ACK, { keyId: 'x', privateKey: stranger }))).toBe(
      'unknown-key',
    );
    const impostor = { keyId: 'commune-key', privateKey: stranger };
    expect(faultOf('receipt-ack', sealEnvelope('receipt-ack', ACK, impostor))).toBe('bad-signature');
  });

  it('spelled in a second way is refused, so that the same bytes have one envelope', () => {
    const value = /"value":"([^"]+)"/.exec(sealed.toString())![1]!;
    // The last character before the padding carries four bits that decoding drops.
    const twin = value.replace(/(.)==$/, (_all, last: string) => `${String.fromCharCode(last.charCodeAt(0) + 1)}==`);
    expect(faultOf('receipt-ack', Buffer.from(sealed.toString().replace(value, twin)))).toBe('malformed');
  });

  it('whose signed body is no such message is refused', () => {
    expect(() => sealEnvelope('receipt-ack', { ...ACK, sequence: -1 }, KEY)).toThrow();
  });

  it('made of anything at all never brings the opener down', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (bytes) => faultOf('programme', bytes) === 'malformed',
      ),
    );
  });
});
