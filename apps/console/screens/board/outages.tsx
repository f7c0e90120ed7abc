// Alerts about poles that are away: one for all that went together, with the way to silence it while somebody sees to it.
import { Button, Group } from '@mantine/core';
import { api, ask } from '#web';
import { MUTE_HOURS, outagesOf } from '#domain';
import { fill, listText, nearTimeText } from '#words';
import { useAct } from '../../parts/queries';
import { RefusalNote } from '../../parts/refusal-note';
import { useDesk, useHas } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { when, type Pole, type Reading } from './board-words';

const text = SCREENS.poles;
type Hours = (typeof MUTE_HOURS)[number];

export function Outages({ poles, reading }: { readonly poles: readonly Pole[]; readonly reading: Reading }) {
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
  const away = poles.filter(({ condition }) => condition === 'offline');
  const loud = away.flatMap(({ id, since, mutedUntil }) =>
    mutedUntil === null ? [{ controllerId: id, since: since === null ? 0 : Date.parse(since) }] : [],
  );
  const names = new Map(poles.map(({ id, name, zone }) => [id, `${name} (${zone})`]));
  return (
    <div className="outages">
      {outagesOf(loud).map(({ since, controllerIds }) => (
        <div key={`${since} ${controllerIds[0]}`} className="note pending" role="status">
          <p>
            <span aria-hidden="true">⚠ </span>
            {fill(text.outage, {
              count: controllerIds.length,
              since: nearTimeText(since, reading.now, reading.timeZone),
              names: listText(
                LANGUAGE,
                controllerIds.map((id) => names.get(id) ?? id),
              ),
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
      {away
        .filter(({ mutedUntil }) => mutedUntil !== null)
        .map((pole) => (
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
  readonly pole: Pole;
  readonly reading: Reading;
  readonly mayMute: boolean;
}) {
  const unmute = useAct(
    (id: string) => ask(api.DELETE('/api/v1/poles/{id}/mute', { params: { path: { id } } })),
    ['poles'],
  );
  return (
    <p className="muted small">
      {fill(text.muted, { name: `${pole.name} (${pole.zone})`, until: when(pole.mutedUntil!, reading) })}{' '}
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
