// The places of a commune as they would be after a change that is not saved yet, so that the plan it would lead to can be shown before.
import type { Commune, Controller, Slot, SpecialDay, Village } from '#domain';
import type { PlaceReads, StoreReads } from '../ports/stores';

/** Places in the stead of those with the same id. Lists, where given, stand for the whole list. */
export interface PlacesOverlay {
  readonly commune?: Commune;
  readonly villages?: readonly Village[];
  readonly controllers?: readonly Controller[];
  readonly slots?: readonly Slot[];
  readonly specialDays?: readonly SpecialDay[];
}

/** The same stores with other places in the lists that a plan is made from. */
export function withPlacesOverlay(read: StoreReads, others: PlacesOverlay): StoreReads {
  const { commune, villages, controllers, slots, specialDays } = others;
  const places: PlaceReads = Object.assign(Object.create(read.places) as PlaceReads, {
    ...(commune && { commune: () => Promise.resolve(commune) }),
    ...(villages && { villages: () => Promise.resolve(villages) }),
    ...(controllers && { controllers: () => Promise.resolve(controllers) }),
    ...(slots && { slots: () => Promise.resolve(slots) }),
    ...(specialDays && { specialDays: () => Promise.resolve(specialDays) }),
  });
  return { ...read, places };
}
