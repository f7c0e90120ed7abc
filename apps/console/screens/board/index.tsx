// "Tình trạng cụm loa": one sentence, who is away, every village as a list or as a drawing, and the answer to "why" one tap further.
import { Checkbox, Tabs } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { api, ask } from '#web';
import { endsUntold } from '#domain';
import { fill } from '#words';
import { useServerQuery } from '../../parts/queries';
import { Dialog } from '../../parts/dialog';
import { polesKey } from '../../parts/known-poles';
import { askAllPoles, openPoles } from '../../parts/live-poles';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { useNow } from '../../parts/server-clock';
import { SCREENS } from '../../parts/words';
import { byVillage, nameOf, tallySentence, type Reading } from './board-words';
import './board.css';
import { Moment } from './moment';
import { boardAddress, openPanelIn } from './open-panel';
import { Outages } from './outages';
import { PoleDetails } from './pole-drawer';
import { PoleList } from './pole-list';
import { PoleMap } from './pole-map';
import { usePoleOfAddress } from './use-pole-of-address';
import { useRefetchAtStart } from './use-refetch-at-start';

const text = SCREENS.poles;
/** Nothing here changes by the second. */
const CLOCK_EVERY_MS = 30_000;
/** While there is a trouble of whose end no event tells. */
const LOOK_AGAIN_MS = 60_000;

export default function Board() {
  const { commune } = useDesk();
  const path = { params: { path: { id: commune.id } } };
  const queries = useQueryClient();
  const poles = useServerQuery([...polesKey(commune.id)], () => askAllPoles(queries, commune.id), {
    refetchInterval: (known) => known !== undefined && endsUntold(known.tally) && LOOK_AGAIN_MS,
  });
  useRefetchAtStart(poles);
  const villages = useServerQuery(['places', 'villages', commune.id], () =>
    ask(api.GET('/api/v1/communes/{id}/villages', path)),
  );
  const now = useNow(CLOCK_EVERY_MS);
  const [onlyTroubled, setOnlyTroubled] = useState(false);
  const opened = openPanelIn(useSearch());
  const openVillage = useCallback(
    (id: string) => void openPoles(queries, commune.id, { villageIds: [id] }),
    [queries, commune.id],
  );
  usePoleOfAddress(opened, poles.data);
  const [, go] = useLocation();
  return (
    <>
      <h1>{text.title}</h1>
      <View asked={villages}>
        {({ items: known }) => (
          <View asked={poles} isEmpty={({ tally }) => tally.total === 0} empty={<p>{text.empty}</p>}>
            {(board) => {
              const reading: Reading = { now: now ?? Date.parse(board.now), timeZone: commune.timeZone };
              const all = byVillage(known, board, reading.now);
              const shown = all.filter(({ row }) => !onlyTroubled || row.well < row.poles);
              const openPole = (id: string) => go(boardAddress({ kind: 'pole', id }));
              const askWhy = (id: string) => go(boardAddress({ kind: 'village', id }));
              const pole = opened?.kind === 'pole' ? board.items.find(({ id }) => id === opened.id) : undefined;
              const village = opened?.kind === 'village' ? known.find(({ id }) => id === opened.id) : undefined;
              return (
                <>
                  <p className="board-sentence" aria-live="polite">
                    {tallySentence(board.tally, reading)}
                  </p>
                  <Outages outages={board.outages} muted={board.muted} reading={reading} />
                  <Tabs defaultValue="list" keepMounted={false}>
                    <div className="board-tools">
                      <Tabs.List aria-label={text.views}>
                        <Tabs.Tab value="list">{text.list}</Tabs.Tab>
                        <Tabs.Tab value="map">{text.map}</Tabs.Tab>
                      </Tabs.List>
                      <Checkbox
                        label={text.onlyTroubled}
                        checked={onlyTroubled}
                        onChange={(event) => setOnlyTroubled(event.currentTarget.checked)}
                      />
                    </div>
                    {shown.length === 0 ? <p className="empty">{text.noneTroubled}</p> : null}
                    <Tabs.Panel value="list">
                      {shown.length > 0 ? (
                        <PoleList
                          villages={shown}
                          reading={reading}
                          onlyTroubled={onlyTroubled}
                          openPole={openPole}
                          openVillage={openVillage}
                          askWhy={askWhy}
                        />
                      ) : null}
                    </Tabs.Panel>
                    <Tabs.Panel value="map">
                      {shown.length > 0 ? (
                        <PoleMap villages={shown} reading={reading} openPole={openPole} openVillage={openVillage} />
                      ) : null}
                    </Tabs.Panel>
                  </Tabs>
                  {pole ? (
                    <Dialog shape="side" close={() => go(boardAddress())} title={pole.name}>
                      <PoleDetails id={pole.id} reading={reading} />
                    </Dialog>
                  ) : null}
                  {village && opened?.kind === 'village' ? (
                    <Dialog
                      shape="side"
                      close={() => go(boardAddress())}
                      title={fill(text.momentTitle, { village: nameOf(village) })}
                    >
                      <Moment key={boardAddress(opened)} villageId={village.id} now={reading.now} at={opened.at} />
                    </Dialog>
                  ) : null}
                </>
              );
            }}
          </View>
        )}
      </View>
    </>
  );
}
