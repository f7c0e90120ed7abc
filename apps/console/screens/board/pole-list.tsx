// Every village in one row, opened to its poles; a village in trouble is open from the beginning, where its poles are known.
import { Table } from '@mantine/core';
import { Fragment, useEffect, useState } from 'react';
import { isTroubled } from '#domain';
import { fill } from '#words';
import { rowOf, type PoleRow } from '../../parts/known-poles';
import { StateBadge } from '../../parts/state-badge';
import { SCREENS } from '../../parts/words';
import { conditionText, lookOf, nameOf, volumeText, when, type Reading, type VillagePoles } from './board-words';
import { DayStrip, Fetched } from './pole-parts';

const text = SCREENS.poles;

interface Opens {
  readonly openPole: (id: string) => void;
  readonly openVillage: (id: string) => void;
  readonly askWhy: (villageId: string) => void;
}

export function PoleList({
  villages,
  reading,
  onlyTroubled,
  ...opens
}: {
  readonly villages: readonly VillagePoles[];
  readonly reading: Reading;
  readonly onlyTroubled: boolean;
} & Opens) {
  return (
    <div className="board-scroll" role="region" aria-label={text.title} tabIndex={0}>
      <Table className="board-table" verticalSpacing={8}>
        <thead>
          <tr>
            <th scope="col">{text.village}</th>
            <th scope="col">{text.state}</th>
            <th scope="col">{text.air}</th>
            <th scope="col">{text.lastContact}</th>
            <th scope="col">{text.volume}</th>
            <th scope="col">{text.sounds}</th>
            <th scope="col">{text.lastDay}</th>
          </tr>
        </thead>
        {villages.map((own) => (
          <VillageRows key={own.village.id} own={own} reading={reading} onlyTroubled={onlyTroubled} {...opens} />
        ))}
      </Table>
    </div>
  );
}

function VillageRows({
  own: { village, row, poles },
  reading,
  onlyTroubled,
  openPole,
  openVillage,
  askWhy,
}: {
  readonly own: VillagePoles;
  readonly reading: Reading;
  readonly onlyTroubled: boolean;
} & Opens) {
  const [chosen, setOpen] = useState<boolean>();
  const isWell = row.well === row.poles;
  // Poles that did not come with the villages come when somebody opens the village.
  const open = chosen ?? (poles !== undefined && !isWell);
  const isMissing = open && poles === undefined;
  useEffect(() => {
    if (isMissing) openVillage(village.id);
  }, [isMissing, openVillage, village.id]);
  const name = nameOf(village);
  const count = isWell ? '' : ` (${fill(text.wellOf, { well: row.well, total: row.poles })})`;
  return (
    <tbody>
      <tr className="board-village">
        <th scope="row">
          <button
            className="board-name"
            aria-expanded={open}
            aria-label={fill(text.showPoles, { village: name })}
            onClick={() => setOpen(!open)}
          >
            <span aria-hidden="true">{open ? '▾' : '▸'}</span> {name}
          </button>
          <button
            className="plain small"
            aria-label={fill(text.whyHere, { village: name })}
            onClick={() => askWhy(village.id)}
          >
            {text.why}
          </button>
        </th>
        <td>
          <StateBadge look={lookOf(row.condition)}>
            {conditionText(row, reading)}
            {count}
          </StateBadge>
        </td>
        <Facts row={row} reading={reading} label={name} />
      </tr>
      {open
        ? (poles ?? [])
            .filter(({ condition }) => !onlyTroubled || isTroubled(condition))
            .map((pole) => (
              <tr key={pole.id} className="board-pole">
                <th scope="row">
                  <button className="plain" onClick={() => openPole(pole.id)}>
                    {pole.name}
                  </button>
                  <span className="muted small"> {pole.zone}</span>
                </th>
                <td>
                  <StateBadge look={lookOf(pole.condition)}>{conditionText(pole, reading)}</StateBadge>
                </td>
                <Facts row={rowOf([pole], reading.now)} reading={reading} label={pole.name} />
              </tr>
            ))
        : null}
    </tbody>
  );
}

function Facts({ row, reading, label }: { readonly row: PoleRow; readonly reading: Reading; readonly label: string }) {
  return (
    <Fragment>
      <td>
        <OnAir row={row} reading={reading} />
      </td>
      <td>{row.lastContactAt === null ? text.notYet : when(row.lastContactAt, reading)}</td>
      <td>{volumeText(row)}</td>
      <td>
        <Fetched row={row} label={label} />
      </td>
      <td>
        <DayStrip row={row} now={reading.now} />
      </td>
    </Fragment>
  );
}

function OnAir({ row: { playing, next }, reading }: { readonly row: PoleRow; readonly reading: Reading }) {
  if (playing) return <StateBadge look="onAir">{fill(text.nowPlaying, { title: titleOf(playing) })}</StateBadge>;
  // A pole that is away tells nothing: what was next has begun without it by the clock alone.
  if (!next || next.startsAt <= reading.now) return <span className="muted small">{text.nothingPlanned}</span>;
  return <span className="small">{fill(text.nextUp, { time: when(next.startsAt, reading), title: next.title })}</span>;
}

/** Signature sounds have no title of their own; what they are tells enough. */
function titleOf({ title, kind }: NonNullable<PoleRow['playing']>): string {
  return title === '' ? SCREENS.village.kinds[kind] : title;
}
