// What the way between a box and its server does to messages: one answer for the network in memory and for the link of a box of the fleet.
import type { LinkManner } from './fault-script';
import type { SeededChance } from './seeded-chance';

/** In milliseconds, from and to below. */
const SLOW_MS = [2_000, 8_000] as const;
const REORDERING_MS = [1, 3_000] as const;
/** Of a lossy link. */
const LOST_SHARE = 0.5;

export class LinkManners {
  private readonly standing: LinkManner[] = [];

  constructor(private readonly chance: SeededChance) {}

  /** Two faults of one manner may overlap: the way is right again when both are over. */
  set(manner: LinkManner, isOn: boolean): void {
    if (isOn) this.standing.push(manner);
    else if (this.has(manner)) this.standing.splice(this.standing.indexOf(manner), 1);
  }

  has(manner: LinkManner): boolean {
    return this.standing.includes(manner);
  }

  /** How many copies of the next message arrive. */
  copies(): number {
    if (this.has('lossy') && this.chance.chance(LOST_SHARE)) return 0;
    return this.has('doubling') ? 2 : 1;
  }

  /** How long the next copy is on its way; undefined: as long as ever. */
  delayMs(): number | undefined {
    if (this.has('slow')) return this.chance.whole(...SLOW_MS);
    return this.has('reordering') ? this.chance.whole(...REORDERING_MS) : undefined;
  }
}
