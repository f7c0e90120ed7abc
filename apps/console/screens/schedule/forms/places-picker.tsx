// Where: the whole commune, villages, or single zones; always with how many households and poles that is.
import { Checkbox } from '@mantine/core';
import { fill, numberText } from '#words';
import { LANGUAGE, SCREENS } from '../../../parts/words';
import { zonesOf, type Schedule } from '../sheet/schedule-data';
import './forms.css';

const text = SCREENS.schedule;

export function PlacesPicker({
  schedule,
  zoneIds,
  choose,
}: {
  readonly schedule: Schedule;
  readonly zoneIds: readonly string[];
  readonly choose: (zoneIds: readonly string[]) => void;
}) {
  const zones = zonesOf(schedule);
  const all = zones.every(({ id }) => zoneIds.includes(id));
  const chosen = new Set(zoneIds);
  const toggle = (ids: readonly string[], on: boolean) => {
    choose(on ? [...new Set([...zoneIds, ...ids])] : zoneIds.filter((id) => !ids.includes(id)));
  };
  return (
    <fieldset className="picker">
      <legend>{text.where}</legend>
      <Checkbox
        label={text.wholeCommune}
        checked={all}
        indeterminate={!all && zoneIds.length > 0}
        onChange={(event) =>
          toggle(
            zones.map(({ id }) => id),
            event.currentTarget.checked,
          )
        }
      />
      <div className="picker-villages">
        {schedule.villages.map(({ village, zones: own }) => {
          const ids = own.map(({ id }) => id);
          const on = ids.filter((id) => chosen.has(id)).length;
          return (
            <div key={village.id}>
              <Checkbox
                label={`${village.label} ${village.name}`}
                description={fill(text.villageSize, {
                  households: numberText(LANGUAGE, village.households),
                  poles: polesOf(own),
                })}
                checked={on > 0 && on === ids.length}
                indeterminate={on > 0 && on < ids.length}
                onChange={(event) => toggle(ids, event.currentTarget.checked)}
              />
              {own.length > 1
                ? own.map(({ id, name, controllers }) => (
                    <Checkbox
                      key={id}
                      className="picker-zone"
                      label={name}
                      description={fill(text.zoneSize, { poles: controllers })}
                      checked={chosen.has(id)}
                      onChange={(event) => toggle([id], event.currentTarget.checked)}
                    />
                  ))
                : null}
            </div>
          );
        })}
      </div>
      <p role="status">{reachText(schedule, chosen)}</p>
    </fieldset>
  );
}

/** How many villages, households and poles these zones are. */
function reachText({ villages }: Schedule, zoneIds: ReadonlySet<string>): string {
  const reached = villages.filter(({ zones }) => zones.some(({ id }) => zoneIds.has(id)));
  const households = reached.reduce((sum, { village }) => sum + village.households, 0);
  const poles = polesOf(reached.flatMap(({ zones }) => zones.filter(({ id }) => zoneIds.has(id))));
  return fill(text.reach, { villages: reached.length, households: numberText(LANGUAGE, households), poles });
}

function polesOf(zones: readonly { readonly controllers: number }[]): number {
  return zones.reduce((sum, { controllers }) => sum + controllers, 0);
}
