// One way to change places: inside one unit of work, told to the log with what was before and after, then planned anew and sent to the poles.
import { isSameName, Problem, type Actor, type Happening, type Instant, type PlaceEdited } from '#domain';
import { Injectable } from '@nestjs/common';
import { DeviceSettingsPublisher } from '../wire/device-settings-publisher';
import { Clock } from '../ports/clock';
import { DeviceLink } from '../ports/device-link';
import type { StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** What an edit writes with, and how it says what it did. */
export interface Edit {
  readonly stores: Stores;
  readonly now: Instant;
  /** Once it is saved, this box is cut off from where it stood. */
  cutOff(deviceId: string): void;
  note(subjectId: string, edited: Happening<keyof PlaceEdited>): Promise<void>;
}

@Injectable()
export class PlaceEdits {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly bindings: DeviceSettingsPublisher,
    private readonly link: DeviceLink,
  ) {}

  get read(): StoreReads {
    return this.unitOfWork.read;
  }

  /** Whatever was changed, the plan of the commune is made anew and its poles get new settings. */
  async run<T>(actor: Actor, communeId: string, edit: (edit: Edit) => Promise<T>): Promise<T> {
    const now = this.clock.now();
    const left = new Set<string>();
    const cutOff = (deviceId: string) => void left.add(deviceId);
    const result = await this.unitOfWork.run(async (stores) => {
      const note: Edit['note'] = (subjectId, edited) =>
        stores.events.append({ communeId, at: now, actor: actor.personId, subjectId, ...edited });
      const edited = await edit({ stores, now, note, cutOff });
      await stores.air.wantPlan(communeId);
      await this.bindings.issue(stores, communeId, await stores.devices.devices(communeId));
      return edited;
    });
    for (const deviceId of left) this.link.expel(deviceId);
    return result;
  }
}

/** Passes when the thing is still as it was when the edit began. Throws Problem `edited-meanwhile`. */
export function requireRevision(thing: { readonly revision: number }, revision: number): void {
  if (thing.revision !== revision) throw new Problem('edited-meanwhile', { revision: thing.revision });
}

/** The thing while it stands. Throws Problem `not-found` for one that is retired. */
export function standing<T extends { readonly retiredAt: Instant | null }>(thing: T): T {
  if (thing.retiredAt !== null) throw new Problem('not-found');
  return thing;
}

/** Passes when no other of them has a name that reads alike. Throws Problem `name-taken`. */
export function requireFreeName(name: string, others: readonly { readonly name: string }[]): void {
  if (others.some((other) => isSameName(other.name, name))) throw new Problem('name-taken', { field: 'name' });
}

/** Passes when nothing stands or waits there. Throws Problem `place-in-use` with the counts of what does. */
export function requireUnused(uses: Readonly<Record<string, number>>): void {
  if (Object.values(uses).some((count) => count > 0)) throw new Problem('place-in-use', uses);
}

/** What `change` says of the fields that it names, as they were: the other half of a note. */
export function fieldsBefore<T extends object>(before: T, change: Partial<T>): Partial<T> {
  const fields = Object.keys(change) as (keyof T)[];
  return Object.fromEntries(fields.map((field) => [field, before[field]])) as Partial<T>;
}
