// What differs between two states of a thing, field by field, so that nobody has to compare two long texts.

/** One field; `path` is its name, with the names of what it stands in before it. A side that has no such field is undefined. */
export interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The fields that differ, in the order of their names. Lists are compared as a whole. */
export function differences(before: unknown, after: unknown): readonly Difference[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => JSON.stringify(was.get(path)) !== JSON.stringify(is.get(path)))
    .sort()
    .map((path) => ({ path, before: was.get(path), after: is.get(path) }));
}

/** Every field that is no object itself, by its path. */
export function fieldsOf(value: unknown, path = ''): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return path === '' ? new Map() : new Map([[path, value]]);
  }
  return new Map(
    Object.entries(value).flatMap(([name, each]) => [...fieldsOf(each, path === '' ? name : `${path}.${name}`)]),
  );
}
