// One pole in full: how it is doing, its box, its last playbacks with their reasons and evidence, its log, and the silent test.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { api, ask, type Schema } from '#web';
import { durationText, fill, nearTimeText, reasonText, shortDateText } from '#words';
import { localDateOf } from '#domain';
import { rowOf } from '../../parts/known-poles';
import { useAct, useServerQuery } from '../../parts/queries';
import { Evidence } from '../../parts/evidence';
import { RefusalNote } from '../../parts/refusal-note';
import { StateBadge } from '../../parts/state-badge';
import { View } from '../../parts/view';
import { Why } from '../../parts/why';
import { useDesk, useHas } from '../../parts/desk';
import { LANGUAGE, SCREENS, WORDS } from '../../parts/words';
import { conditionText, lookOf, volumeText, when, type Reading } from './board-words';
import { DayStrip, Fetched } from './pole-parts';

const text = SCREENS.poles;
type Pole = Schema<'PoleInFull'>;

export function PoleDetails({ id, reading }: { readonly id: string; readonly reading: Reading }) {
  const asked = useServerQuery(['poles', 'pole', id], () =>
    ask(api.GET('/api/v1/poles/{id}', { params: { path: { id } } })),
  );
  return (
    <View asked={asked}>
      {(pole) => (
        <div className="pole-details">
          <p>
            <StateBadge look={lookOf(pole.condition)}>{conditionText(pole, reading)}</StateBadge>{' '}
            <span className="muted">{pole.zone}</span>
          </p>
          <DayStrip row={rowOf([pole], reading.now)} now={reading.now} />
          <Facts pole={pole} reading={reading} />
          <SelfTest pole={pole} reading={reading} />
          <h2>{text.lastPlaybacks}</h2>
          <Playbacks pole={pole} reading={reading} />
          <h2>{text.log}</h2>
          <Log pole={pole} reading={reading} />
        </div>
      )}
    </View>
  );
}

function Facts({ pole, reading }: { readonly pole: Pole; readonly reading: Reading }) {
  const { device, report, wantedProgramme, lastContactAt } = pole;
  if (!device) return <p>{text.noDevice}</p>;
  const row = rowOf([pole], reading.now);
  const has = device.programme?.version;
  const wanted = wantedProgramme?.version;
  const programme =
    has === undefined
      ? text.notYet
      : fill(has === wanted ? text.programmeSame : text.programmeOld, { has, wanted: wanted ?? has });
  const enrolledOn = shortDateText(localDateOf(Date.parse(device.enrolledAt), reading.timeZone));
  return (
    <>
      <dl className="facts">
        <dt>{text.lastContact}</dt>
        <dd>{lastContactAt === null ? text.notYet : when(lastContactAt, reading)}</dd>
        <dt>{text.volume}</dt>
        <dd>{volumeText(row)}</dd>
        <dt>{text.programme}</dt>
        <dd>{programme}</dd>
        <dt>{text.sounds}</dt>
        <dd>
          <Fetched row={row} label={pole.name} />
        </dd>
        <dt>{text.clock}</dt>
        <dd>
          {report ? fill(text.clockSure, { by: durationText(LANGUAGE, report.uncertaintyMs) }) : text.clockUnknown}
        </dd>
      </dl>
      <p className="muted small">
        {fill(text.enrolled, { at: enrolledOn })}. <code>{fill(text.deviceId, { id: device.id })}</code>
      </p>
    </>
  );
}

function SelfTest({ pole, reading }: { readonly pole: Pole; readonly reading: Reading }) {
  const { commune } = useDesk();
  const may = useHas('operator', 'leader', 'technician', 'admin');
  const begin = useAct(
    () => ask(api.POST('/api/v1/communes/{id}/self-tests', { params: { path: { id: commune.id } } })),
    ['poles'],
  );
  const { selfTest } = pole;
  const state = selfTest ? text.selfTestStates[selfTest.state] : text.notYet;
  const failed = selfTest && selfTest.failed.length > 0 ? ` (${selfTest.failed.join(', ')})` : '';
  return (
    <div className="card self-test">
      <p>
        <strong>{text.selfTest}:</strong>{' '}
        {selfTest?.answeredAt ? fill(text.selfTestAt, { state, at: when(selfTest.answeredAt, reading) }) : state}
        {failed}
      </p>
      {may ? (
        <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate(undefined)}>
          {text.selfTestNow}
        </Button>
      ) : null}
      {begin.isSuccess ? <p role="status">{text.selfTestBegun}</p> : null}
      <RefusalNote refusal={begin.error} />
    </div>
  );
}

function Playbacks({ pole, reading }: { readonly pole: Pole; readonly reading: Reading }) {
  const [why, setWhy] = useState<string>();
  if (pole.playbacks.length === 0) return <p className="muted">{text.noPlaybacks}</p>;
  return (
    <ul className="plain-list">
      {pole.playbacks.map(({ id, airingId, title, startsAt, state, reason, playedAfterCancel }) => (
        <li key={id}>
          <p>
            <StateBadge
              look={
                playedAfterCancel
                  ? 'trouble'
                  : state === 'played'
                    ? 'played'
                    : state === 'playing'
                      ? 'onAir'
                      : BAD.includes(state)
                        ? 'trouble'
                        : 'waiting'
              }
            >
              {WORDS.playbackStates[state]}
            </StateBadge>{' '}
            {when(startsAt, reading)} {title}
            {reason === null && !playedAfterCancel ? null : (
              <span className="muted"> ({reasonText(LANGUAGE, playedAfterCancel ? 'after-cancel' : reason!)})</span>
            )}
          </p>
          <button
            className="plain"
            aria-expanded={why === id}
            aria-label={`${text.why} ${title} ${when(startsAt, reading)}`}
            onClick={() => setWhy(why === id ? undefined : id)}
          >
            {text.why}
          </button>{' '}
          <Evidence playbackId={id} name={`${title} ${when(startsAt, reading)}`} />
          {why === id ? <Why airingId={airingId} /> : null}
        </li>
      ))}
    </ul>
  );
}

const BAD: readonly Pole['playbacks'][number]['state'][] = ['missed', 'refused', 'interrupted', 'unconfirmed'];

function Log({ pole, reading }: { readonly pole: Pole; readonly reading: Reading }) {
  if (pole.events.length === 0) return <p className="muted">{text.noLog}</p>;
  return (
    <ul className="plain-list small">
      {pole.events.map(({ sequence, at, kind }) => (
        <li key={sequence}>
          <span className="muted">{nearTimeText(Date.parse(at), reading.now, reading.timeZone)}</span>{' '}
          {fill(WORDS.events[kind], { place: pole.name })}
        </li>
      ))}
    </ul>
  );
}
