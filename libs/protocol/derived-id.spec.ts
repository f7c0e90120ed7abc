// Ids that both sides compute: they are frozen, because a box in the field computes them with the code it was delivered with.
import { derivedId, playbackIdOf } from '.';

describe('derived ids', () => {
  it('are the same for ever', () => {
    expect(playbackIdOf('airing-1', 'controller-1')).toBe('ac4ebd94-6615-875a-96da-8f161ab84364');
    expect(derivedId('booking', 7, '2026-11-02')).toBe('371b121a-d888-8442-9526-3c7cb8974397');
  });

  it('have the shape of a UUID of version 8', () => {
    expect(derivedId('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('keep their parts apart', () => {
    expect(derivedId('ab', 'c')).not.toBe(derivedId('a', 'bc'));
    expect(derivedId('1')).not.toBe(derivedId(1));
  });
});
