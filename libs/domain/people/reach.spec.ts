// What reaches a thing of the commune: a grant for all of it, one for its villages, or having made it.
import { mayChange, maySee, type Reachable } from './reach';
import type { Actor, Role } from './people';

const COMMUNE = 'mường-lát';

function actor(role: Role, villageId: string | null = null, personId = 'lò', communeId = COMMUNE): Actor {
  const grants = [{ id: 'grant', communeId, personId, role, villageId }];
  return { personId, name: 'Lò Văn Pản', communeId, grants, strength: 'password' };
}

const thing = (...villageIds: readonly string[]): Reachable => ({ communeId: COMMUNE, makers: ['vàng'], villageIds });
const draft = thing();

it.each([
  ['an operator sees a draft', actor('operator'), draft, true],
  ['a recorder of the commune sees a draft', actor('recorder'), draft, true],
  ['a recorder of a village does not', actor('recorder', 'poọng'), draft, false],
  ['nor does a head', actor('village_head', 'poọng'), draft, false],
  ['whoever made it does', actor('recorder', 'poọng', 'vàng'), draft, true],
  ['also from above', actor('upstream', null, 'vàng'), draft, true],
  ['from above nothing else', actor('upstream'), draft, false],
  ['a head sees what is meant for the village', actor('village_head', 'poọng'), thing('nàng 1', 'poọng'), true],
  ['and not what is meant for the next', actor('village_head', 'poọng'), thing('nàng 1'), false],
  ['nobody sees it from another commune', actor('operator', null, 'lò', 'cốc-san'), draft, false],
] as const)('%s', (_, who, what, may) => {
  expect(maySee(who, what)).toBe(may);
});

it.each([
  ['an operator changes a draft', actor('operator'), draft, true],
  ['a recorder of a village does not', actor('recorder', 'poọng'), draft, false],
  ['whoever made it does', actor('recorder', 'poọng', 'vàng'), draft, true],
  ['unless they may write nowhere any more', actor('village_head', 'poọng', 'vàng'), draft, false],
  ['a recorder changes what is meant for the own village alone', actor('recorder', 'poọng'), thing('poọng'), true],
  ['and nothing that others hear too', actor('recorder', 'poọng'), thing('nàng 1', 'poọng'), false],
] as const)('%s', (_, who, what, may) => {
  expect(mayChange(who, 'announcement.write', what)).toBe(may);
});
