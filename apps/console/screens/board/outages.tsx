// Alerts about poles that are away: one for all that went together, with the way to silence it while somebody sees to it.
import { Button, Group } from '@mantine/core';
import { api, ask } from '#web';
import { MUTE_HOURS } from '#domain';
import { fill, listText } from '#words';
import { useAct } from '../../parts/queries';
import { RefusalNote } from '../../parts/refusal-note';
import { useDesk, useHas } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';
import type { KnownPoles } from '../../parts/known-poles';
import { when, type Reading } from './board-words';

const text = SCREENS.poles;
type Hours = (typeof MUTE_HOURS)[number];

export function Outages({
  outages,
  muted,
  reading,
}: Pick<KnownPoles, 'outages' | 'muted'> & { readonly reading: Reading }) {
  const { commune } = useDesk();
  const mayMute = useHas('operator', 'leader', 'technician', 'admin');
  const path = { params: { path: { id: commune.id } } };
  const mute = useAct(
    (body: { readonly controllerIds: readonly string[]; readonly hours: Hours }) =>
      ask(
        api.POST('/api/v1/communes/{id}/pole-mutes', {
          ...path,
          body: { ...body, controllerIds: [...body.controllerIds] },
        }),
      ),
    ['poles'],
  );
  return (
    <div className="outages">
      {outages.map(({ since, controllerIds, poles }) => (
        <div key={`${since} ${controllerIds[0]}`} className="note pending" role="status">
          <p>
            <span aria-hidden="true">⚠ </span>
            {fill(text.outage, {
              count: controllerIds.length,
              since: when(since, reading),
              names: listText(LANGUAGE, [
                ...poles.map(nameWithZone),
                ...(poles.length < controllerIds.length
                  ? [fill(text.others, { count: controllerIds.length - poles.length })]
                  : []),
              ]),
            })}
          </p>
          {mayMute ? (
            <Group gap={8} mt={8}>
              {MUTE_HOURS.map((hours) => (
                <Button
                  key={hours}
                  size="xs"
                  variant="default"
                  loading={mute.isPending}
                  onClick={() => mute.mutate({ controllerIds, hours })}
                >
                  {fill(text.muteFor, { hours })}
                </Button>
              ))}
            </Group>
          ) : null}
        </div>
      ))}
      <RefusalNote refusal={mute.error} />
      {muted.map((pole) => (
        <Muted key={pole.id} pole={pole} reading={reading} mayMute={mayMute} />
      ))}
    </div>
  );
}

function Muted({
  pole,
  reading,
  mayMute,
}: {
  readonly pole: KnownPoles['muted'][number];
  readonly reading: Reading;
  readonly mayMute: boolean;
}) {
  const unmute = useAct(
    (id: string) => ask(api.DELETE('/api/v1/poles/{id}/mute', { params: { path: { id } } })),
    ['poles'],
  );
  return (
    <p className="muted small">
      {fill(text.muted, { name: nameWithZone(pole), until: when(pole.mutedUntil, reading) })}{' '}
      {mayMute ? (
        <button
          className="plain"
          aria-label={`${text.unmute}: ${pole.name}`}
          disabled={unmute.isPending}
          onClick={() => unmute.mutate(pole.id)}
        >
          {text.unmute}
        </button>
      ) : null}
      <RefusalNote refusal={unmute.error} />
    </p>
  );
}

function nameWithZone({ name, zone }: { readonly name: string; readonly zone: string }): string {
  return `${name} (${zone})`;
}
