// What the demo's commune has ready before anybody needs it: warnings with their all-clear, and the words before and after a drill.
import type { Answer, DeskClient } from './desk-client';

/** A recording of `audio-samples/` with the title that it has on the speakers. */
export interface Sound {
  readonly file: string;
  readonly title: string;
}

interface Warning extends Sound {
  /** The danger, as people choose it. */
  readonly name: string;
  /** Where it is meant to sound. Empty: in the whole commune. */
  readonly villages: readonly string[];
}

const WARNINGS: readonly Warning[] = [
  { name: 'Lũ ống, lũ quét', title: 'Cảnh báo lũ quét', file: 'warnings/lu-quet.ogg', villages: [] },
  { name: 'Cháy rừng', title: 'Cảnh báo cháy rừng', file: 'warnings/chay-rung.ogg', villages: [] },
  {
    name: 'Sạt lở đất',
    title: 'Cảnh báo sạt lở đất',
    file: 'warnings/sat-lo-dat.ogg',
    villages: ['Phìn Sử', 'Huổi Mụa', 'Nậm Hốc'],
  },
];
const ALL_CLEAR: Sound = { file: 'warnings/het-nguy-hiem.ogg', title: 'Báo hết nguy hiểm' };

const BEFORE_DRILLS: Sound = { file: 'drill/mo-dau.ogg', title: 'Đây là diễn tập' };
const AFTER_DRILLS: Sound = { file: 'drill/ket-thuc.ogg', title: 'Vừa rồi là diễn tập' };

/** Makes the announcement of a sound, has it approved, and gives its id. */
type Approved = (sound: Sound) => Promise<string>;

/** Prepares the warnings that are not there yet. False: all of them were. */
export async function prepareWarnings(desk: DeskClient, communeId: string, approved: Approved): Promise<boolean> {
  const path = `/communes/${communeId}/emergency-templates`;
  const known = (await desk.get<{ items: readonly Answer[] }>(path)).items.map(({ name }) => name);
  const missing = WARNINGS.filter(({ name }) => !known.includes(name));
  if (missing.length === 0) return false;
  const allClearAnnouncementId = await approved(ALL_CLEAR);
  const { items: all } = await desk.get<{ items: readonly Answer[] }>(`/communes/${communeId}/villages`);
  for (const { name, file, title, villages } of missing) {
    const villageIds = all.filter((village) => villages.includes(String(village['name']))).map(({ id }) => id);
    const announcementId = await approved({ file, title });
    await desk.post(path, { name, announcementId, allClearAnnouncementId, villageIds });
  }
  return true;
}

/** Chooses what is said around drills. False: it was chosen. */
export async function prepareDrills(desk: DeskClient, communeId: string, approved: Approved): Promise<boolean> {
  const path = `/communes/${communeId}/rules`;
  const { drill } = await desk.get<{ drill: Answer }>(path);
  if (drill['openingAnnouncementId'] && drill['closingAnnouncementId']) return false;
  const words = {
    openingAnnouncementId: await approved(BEFORE_DRILLS),
    closingAnnouncementId: await approved(AFTER_DRILLS),
  };
  const { revision } = await desk.get<{ revision: number }>(path);
  await desk.patch(path, revision, { drill: words });
  return true;
}
