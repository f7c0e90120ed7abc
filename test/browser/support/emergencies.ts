// What a journey of an emergency needs: a prepared warning, and what the server and the poles say of it.
import { expect } from '@playwright/test';
import { Hand } from './hand';

/** An emergency as the API tells it, as far as the journeys look. */
export interface Emergency {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly confirmedAt: string;
  readonly controllerIds: readonly string[];
}

/** Those that wait, sound, or are just over. */
export async function openEmergencies(hand: Hand): Promise<readonly Emergency[]> {
  return (await hand.get<{ items: Emergency[] }>(`/communes/${hand.communeId}/emergencies/open`)).items;
}

/** A prepared warning with its all-clear, approved by the leader; its id. */
export async function preparedWarning(
  officer: Hand,
  leader: Hand,
  name: string,
  villageIds: readonly string[] = [],
): Promise<string> {
  const recordingId = await officer.recording('warnings/lu-quet.ogg');
  const warning = await officer.announcement(name, recordingId, 'emergency');
  const allClear = await officer.announcement(`Hết ${name}`, recordingId, 'emergency');
  await leader.approve(warning);
  await leader.approve(allClear);
  const draft = { name, announcementId: warning.id, allClearAnnouncementId: allClear.id, villageIds };
  return (await officer.send(`/communes/${officer.communeId}/emergency-templates`, draft)).id;
}

interface Pole {
  readonly name: string;
  readonly report: { readonly soundsWanted: number; readonly soundsHeld: number } | null;
}

/** A warning is prepared long before it is needed: waits until every pole has all the sounds that it needs. */
export async function everyPoleIsReady(hand: Hand): Promise<void> {
  const isReady = ({ report }: Pole) => report && report.soundsWanted > 0 && report.soundsHeld === report.soundsWanted;
  const waiting = async () => {
    const { items } = await hand.get<{ items: Pole[] }>(`/communes/${hand.communeId}/poles`);
    return items.filter((pole) => !isReady(pole)).map(({ name, report }) => ({ name, report }));
  };
  await expect.poll(waiting, { message: 'poles without the sounds', intervals: [1_000], timeout: 90_000 }).toEqual([]);
}
