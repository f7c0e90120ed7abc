// Where it sounds: the whole commune, or some villages. One choice each, as quick as a person can point.
import { View } from './view';
import { useVillages } from './villages';
import { SCREENS } from './words';
import './place-picker.css';

const text = SCREENS.emergency;

export type Places =
  { readonly wholeCommune: true } | { readonly wholeCommune?: undefined; readonly villageIds: string[] };

export function PlacePicker({ places, pick }: { readonly places: Places; readonly pick: (places: Places) => void }) {
  const villages = useVillages();
  const whole = places.wholeCommune === true;
  const picked = places.wholeCommune === true ? [] : places.villageIds;
  const toggle = (id: string) =>
    pick({ villageIds: picked.includes(id) ? picked.filter((each) => each !== id) : [...picked, id] });
  return (
    <div className="places">
      <div className="choices">
        <label className="choice">
          <input type="radio" name="places" checked={whole} onChange={() => pick({ wholeCommune: true })} />
          {text.wholeCommune}
        </label>
        <label className="choice">
          <input type="radio" name="places" checked={!whole} onChange={() => pick({ villageIds: [] })} />
          {text.someVillages}
        </label>
      </div>
      {whole ? null : (
        <View asked={villages}>
          {(all) => (
            <div className="choices" role="group" aria-label={text.someVillages}>
              {all.map(({ id, label, name }) => (
                <label key={id} className="choice">
                  <input type="checkbox" checked={picked.includes(id)} onChange={() => toggle(id)} />
                  {label} {name}
                </label>
              ))}
            </div>
          )}
        </View>
      )}
    </div>
  );
}
