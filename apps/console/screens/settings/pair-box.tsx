// Pairing a box with a pole: a one-time code as QR and as text, live news when the box has taken it, and a silent test of it.
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { api, ask, type Schema } from '#web';
import { enrolmentText, localDateOf } from '#domain';
import { durationText, fill, timeText } from '#words';
import { useAct, useServerQuery } from '../../parts/queries';
import { RefusalNote } from '../../parts/refusal-note';
import { StateBadge, type Look } from '../../parts/state-badge';
import { useDesk } from '../../parts/desk';
import { useNow } from '../../parts/server-clock';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { QrCode } from './qr-code';

const text = SCREENS.settings;
const MINUTE_MS = 60_000;

export function PairBox({ pole, onClose }: { readonly pole: Schema<'Controller'>; readonly onClose: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(pole.device?.id);
  const act = useAct(
    () => ask(api.POST('/api/v1/controllers/{id}/enrolment-codes', { params: { path: { id: pole.id } } })),
    [],
  );
  const { mutate } = act;
  useEffect(() => {
    heading.current?.focus();
    mutate(undefined);
  }, [mutate]);
  const paired = pole.device !== null && pole.device.id !== before.current;
  return (
    <section className="card side-form" aria-label={fill(text.pairTitle, { name: pole.name })}>
      <h2 tabIndex={-1} ref={heading}>
        {fill(text.pairTitle, { name: pole.name })}
      </h2>
      <RefusalNote refusal={act.error} />
      {paired ? <Paired pole={pole} /> : act.data ? <Code {...act.data} again={() => mutate(undefined)} /> : null}
      <Button variant="default" onClick={onClose}>
        {SCREENS.shell.close}
      </Button>
    </section>
  );
}

function Code({ code, expiresAt, again }: Schema<'EnrolmentCode'> & { readonly again: () => void }) {
  const now = useNow();
  const content = enrolmentText({ serverUrl: location.origin, code });
  const leftMs = now === undefined ? undefined : Date.parse(expiresAt) - now;
  const isOver = leftMs !== undefined && leftMs <= 0;
  return (
    <div className="stack">
      <p>{text.pairHow}</p>
      <QrCode content={content} alt={text.qrAlt} />
      <p>
        {text.pairCode}: <strong className="code">{code}</strong>
      </p>
      <p className="small">
        <code>{fill(text.pairCommand, { text: content })}</code>
      </p>
      {leftMs === undefined || isOver ? null : (
        <p className="muted">
          {fill(text.expiresIn, { left: durationText(LANGUAGE, Math.ceil(leftMs / MINUTE_MS) * MINUTE_MS) })}
        </p>
      )}
      {isOver ? <p>{text.expired}</p> : <StateBadge look="waiting">{text.waitingForBox}</StateBadge>}
      <Button variant="default" onClick={again}>
        {text.newCode}
      </Button>
    </div>
  );
}

const LOOKS: Readonly<Record<keyof typeof text.selfTestStates, Look>> = {
  asked: 'waiting',
  passed: 'played',
  failed: 'trouble',
  'no-answer': 'trouble',
};
/** A box answers within seconds; it is looked for this often while the test runs. */
const LOOK_AGAIN_MS = 2_000;

function Paired({ pole }: { readonly pole: Schema<'Controller'> }) {
  const { commune } = useDesk();
  const at = timeText(Date.parse(pole.device!.enrolledAt), commune.timeZone);
  const begin = useAct(
    () => ask(api.POST('/api/v1/communes/{id}/self-tests', { params: { path: { id: commune.id } } })),
    ['drills'],
  );
  return (
    <div className="stack" role="status">
      <p>
        <StateBadge look="played">{fill(text.paired, { at })}</StateBadge>{' '}
        <StateBadge look={pole.device!.online ? 'played' : 'waiting'}>
          {pole.device!.online ? text.boxOnline : text.boxOffline}
        </StateBadge>
      </p>
      <RefusalNote refusal={begin.error} />
      {begin.data ? <Result test={begin.data} controllerId={pole.id} /> : null}
      <Button loading={begin.isPending} disabled={!pole.device!.online} onClick={() => begin.mutate(undefined)}>
        {text.selfTest}
      </Button>
    </div>
  );
}

function Result({ test, controllerId }: { readonly test: Schema<'SelfTest'>; readonly controllerId: string }) {
  const { commune } = useDesk();
  const date = localDateOf(Date.parse(test.startedAt), commune.timeZone);
  const { data } = useServerQuery(
    ['drills', 'self-tests', date],
    () => ask(api.GET('/api/v1/communes/{id}/self-tests', { params: { path: { id: commune.id }, query: { date } } })),
    { refetchInterval: LOOK_AGAIN_MS },
  );
  const { results } = data?.items.find(({ id }) => id === test.id) ?? test;
  const state = results.find((each) => each.controllerId === controllerId)?.state ?? 'asked';
  return <StateBadge look={LOOKS[state]}>{text.selfTestStates[state]}</StateBadge>;
}
