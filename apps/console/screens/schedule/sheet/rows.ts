// Zones with the same programme share one row: a commune of twenty-two zones that hear the same is one line to read.

/** A zone as a row names it. */
export interface RowZone {
  readonly id: string;
  /** `thôn Nậm Pẻn`, or the name of the zone where its village has several. */
  readonly name: string;
  /** `thôn Nậm Pẻn`. */
  readonly village: string;
  readonly villageId: string;
  readonly controllers: number;
}

/** Zones that hear the same. */
export interface Row<Entry> {
  readonly key: string;
  readonly zones: readonly RowZone[];
  readonly entries: readonly Entry[];
}

interface Sounding {
  readonly air: readonly { readonly zoneId: string }[];
}

/** What tells one zone from another besides its programme, such as its silence. */
type SameOf = (zone: RowZone) => string;

/** One row for each programme, in the order of the zones; every zone a row of its own when `apart`. */
export function rowsOf<Entry extends Sounding>(
  zones: readonly RowZone[],
  entries: readonly Entry[],
  apart = false,
  sameOf: SameOf = () => '',
): readonly Row<Entry>[] {
  const heard = new Map<string, number[]>(zones.map(({ id }) => [id, []]));
  entries.forEach(({ air }, index) => {
    for (const { zoneId } of air) heard.get(zoneId)?.push(index);
  });
  const rows = new Map<string, { zones: RowZone[]; indices: readonly number[] }>();
  for (const zone of zones) {
    const indices = heard.get(zone.id)!;
    const key = apart ? zone.id : `${indices.join()}|${sameOf(zone)}`;
    const row = rows.get(key);
    if (row) row.zones.push(zone);
    else rows.set(key, { zones: [zone], indices });
  }
  return [...rows.values()].map(({ zones: own, indices }) => ({
    key: own[0]!.id,
    zones: own,
    entries: indices.map((index) => entries[index]!),
  }));
}
