// Every village in one row, opened to its poles; a village in trouble is open from the beginning.
import { Table } from '@mantine/core';
import { Fragment, useState } from 'react';
import { isTroubled } from '#domain';
import { fill } from '#words';
import { StateBadge } from '../../parts/state-badge';
import { SCREENS } from '../../parts/words';
import {
  conditionText,
  lookOf,
  nameOf,
  volumeText,
  when,
  worstOf,
  type Pole,
  type Reading,
  type VillagePoles,
} from './board-words';
import { DayStrip, Fetched } from './pole-parts';

const text = SCREENS.poles;

interface Opens {
  readonly openPole: (id: string) => void;
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
  own: { village, poles },
  reading,
  onlyTroubled,
  openPole,
  askWhy,
}: {
  readonly own: VillagePoles;
  readonly reading: Reading;
  readonly onlyTroubled: boolean;
} & Opens) {
  const troubled = poles.filter(({ condition }) => isTroubled(condition));
  const [chosen, setOpen] = useState<boolean>();
  const open = chosen ?? troubled.length > 0;
  const name = nameOf(village);
  const worst = worstOf(poles);
  const well = poles.length - troubled.length;
  const count = troubled.length > 0 ? ` (${fill(text.wellOf, { well, total: poles.length })})` : '';
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
          <StateBadge look={lookOf(worst.condition)}>
            {conditionText(worst, reading)}
            {count}
          </StateBadge>
        </td>
        <Facts poles={poles} reading={reading} label={name} />
      </tr>
      {open
        ? poles
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
                <Facts poles={[pole]} reading={reading} label={pole.name} />
              </tr>
            ))
        : null}
    </tbody>
  );
}

function Facts({
  poles,
  reading,
  label,
}: {
  readonly poles: readonly Pole[];
  readonly reading: Reading;
  readonly label: string;
}) {
  const contacts = poles.flatMap(({ lastContactAt }) => lastContactAt ?? []).sort();
  return (
    <Fragment>
      <td>
        <OnAir poles={poles} reading={reading} />
      </td>
      <td>{contacts.length === 0 ? text.notYet : when(contacts.at(-1)!, reading)}</td>
      <td>{volumeText(poles)}</td>
      <td>
        <Fetched poles={poles} label={label} />
      </td>
      <td>
        <DayStrip poles={poles} now={reading.now} />
      </td>
    </Fragment>
  );
}

function OnAir({ poles, reading }: { readonly poles: readonly Pole[]; readonly reading: Reading }) {
  const playing = poles.find((pole) => pole.playing)?.playing;
  if (playing) return <StateBadge look="onAir">{fill(text.nowPlaying, { title: titleOf(playing) })}</StateBadge>;
  // A pole that is away tells nothing: what was next has begun without it by the clock alone.
  const ahead = poles.flatMap((pole) => pole.next ?? []).filter(({ startsAt }) => Date.parse(startsAt) > reading.now);
  const next = ahead.sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))[0];
  if (!next) return <span className="muted small">{text.nothingPlanned}</span>;
  return <span className="small">{fill(text.nextUp, { time: when(next.startsAt, reading), title: next.title })}</span>;
}

/** Signature sounds have no title of their own; what they are tells enough. */
function titleOf({ title, kind }: NonNullable<Pole['playing']>): string {
  return title === '' ? SCREENS.village.kinds[kind] : title;
}
