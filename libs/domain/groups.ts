// Parting things by what they share, in one pass: whoever needs the things of each of many looks them up and does not filter all of them again.

/** At least one, in the order given. */
export type Group<T> = readonly [T, ...T[]];

/** The things by their key; the keys in the order of their first. */
export function groupedBy<T, Key>(all: readonly T[], keyOf: (one: T) => Key): ReadonlyMap<Key, Group<T>> {
  const groups = new Map<Key, [T, ...T[]]>();
  for (const one of all) {
    const key = keyOf(one);
    const known = groups.get(key);
    if (known) known.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

/** The things by their id. */
export function byId<T extends { readonly id: string }>(things: Iterable<T>): ReadonlyMap<string, T> {
  return new Map([...things].map((each) => [each.id, each]));
}
