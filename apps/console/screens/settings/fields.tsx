// The fields of a side form: plain inputs with their label above and what is wrong with them below.
import { Button } from '@mantine/core';
import { useId } from 'react';
import type { DailyWindow, VolumeBand } from '#domain';
import { fill } from '#words';
import { SCREENS } from '../../parts/words';

const text = SCREENS.settings;

/** What a field holds: numbers are text while they are typed. */
type FormValue = string | boolean | readonly string[] | readonly DailyWindow[];
export type FormValues = Readonly<Record<string, FormValue>>;

/** One field of a form; `key` is also its place in what is sent, by which the server names what is wrong. */
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly kind: 'text' | 'number' | 'time' | 'date' | 'choice' | 'picks' | 'windows' | 'bands' | 'tick';
  /** What can be chosen, with its word; for a text, what is suggested. */
  readonly options?: readonly (readonly [string, string])[];
}

/** The browser's own field would tell the time as its own language does; ours is of 24 hours everywhere. */
const CLOCK = { type: 'text', inputMode: 'numeric', placeholder: '06:30', maxLength: 5, size: 6 } as const;

interface FieldProps {
  readonly field: Field;
  readonly value: FormValue;
  readonly fault: string | undefined;
  readonly onChange: (value: FormValue) => void;
}

export function FormField(props: FieldProps) {
  const { field, value, fault, onChange } = props;
  const id = useId();
  if (field.kind === 'windows' || field.kind === 'bands') return <Windows {...props} />;
  if (field.kind === 'picks') return <Picks {...props} />;
  const described = { id, 'aria-invalid': fault !== undefined, 'aria-describedby': fault ? `${id}-fault` : undefined };
  if (field.kind === 'tick') {
    return (
      <label className="tick">
        <input type="checkbox" {...described} checked={value === true} onChange={(e) => onChange(e.target.checked)} />{' '}
        {field.label}
      </label>
    );
  }
  return (
    <div className="field">
      <label htmlFor={id}>{field.label}</label>
      {field.kind === 'choice' ? (
        <select {...described} value={String(value)} onChange={(e) => onChange(e.target.value)}>
          {field.options?.map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...described}
          {...(field.kind === 'time' ? CLOCK : { type: field.kind })}
          list={field.options && `${id}-suggested`}
          value={String(value)}
          onChange={(e) => onChange(e.target.value)}
        />
      )}
      {field.kind === 'text' && field.options ? (
        <datalist id={`${id}-suggested`}>
          {field.options.map(([key, label]) => (
            <option key={key} value={label} />
          ))}
        </datalist>
      ) : null}
      {fault === undefined ? null : <Fault id={`${id}-fault`}>{fault}</Fault>}
    </div>
  );
}

/** Some of many. */
function Picks({ field, value, fault, onChange }: FieldProps) {
  const picked = Array.isArray(value) ? (value as readonly string[]) : [];
  return (
    <fieldset className="field">
      <legend>{field.label}</legend>
      <div className="picks">
        {field.options?.map(([key, label]) => (
          <label key={key} className="tick">
            <input
              type="checkbox"
              checked={picked.includes(key)}
              onChange={(e) => onChange(e.target.checked ? [...picked, key] : picked.filter((each) => each !== key))}
            />{' '}
            {label}
          </label>
        ))}
      </div>
      {fault === undefined ? null : <Fault>{fault}</Fault>}
    </fieldset>
  );
}

/** A stretch of the day; in a field of bands with the loudest that it may be. */
type Window = DailyWindow & Partial<Pick<VolumeBand, 'maxPercent'>>;

const NEW_WINDOW: Window = { from: '21:00', to: '05:00' };
const NEW_BAND: Window = { from: '05:00', to: '06:30', maxPercent: 60 };

/** Stretches of the day, each with a way to take it out. */
function Windows({ field, value, fault, onChange }: FieldProps) {
  const windows = Array.isArray(value) ? (value as readonly Window[]) : [];
  const put = (index: number, change: Partial<Window>) =>
    onChange(windows.map((window, each) => (each === index ? { ...window, ...change } : window)));
  return (
    <fieldset className="field">
      <legend>{field.label}</legend>
      {windows.map((window, index) => (
        // Stretches have no name of their own: their place in the list is what they are known by.
        <div className="window" key={index}>
          <label>
            {text.windowFrom}{' '}
            <input {...CLOCK} value={window.from} onChange={(e) => put(index, { from: e.target.value })} />
          </label>
          <label>
            {text.windowTo} <input {...CLOCK} value={window.to} onChange={(e) => put(index, { to: e.target.value })} />
          </label>
          {window.maxPercent === undefined ? null : (
            <label>
              {text.atMost}{' '}
              <input
                type="number"
                min={1}
                max={100}
                value={window.maxPercent}
                onChange={(e) => put(index, { maxPercent: Number(e.target.value) })}
              />
            </label>
          )}
          <button
            type="button"
            className="plain"
            aria-label={fill(text.removeWindow, { from: window.from, to: window.to })}
            onClick={() => onChange(windows.filter((_, each) => each !== index))}
          >
            {text.retire}
          </button>
        </div>
      ))}
      {fault === undefined ? null : <Fault>{fault}</Fault>}
      <Button
        variant="default"
        size="compact-md"
        onClick={() => onChange([...windows, field.kind === 'bands' ? NEW_BAND : NEW_WINDOW])}
      >
        {text.addWindow}
      </Button>
    </fieldset>
  );
}

function Fault({ id, children }: { readonly id?: string; readonly children: string }) {
  return (
    <p className="fault" id={id} role="alert">
      <span aria-hidden="true">⚠</span> {children}
    </p>
  );
}

/** A value as people compare it. */
export function valueText(field: Field, value: FormValue): string {
  if (typeof value === 'boolean') return value ? '✓' : '–';
  if (typeof value !== 'string') return value.map((each) => partText(field, each)).join(', ') || text.none;
  return field.options?.find(([key]) => key === value)?.[1] ?? value;
}

function partText({ options }: Field, part: string | Window): string {
  if (typeof part === 'string') return options?.find(([key]) => key === part)?.[1] ?? part;
  const { from, to, maxPercent } = part;
  return maxPercent === undefined ? `${from}–${to}` : `${from}–${to}: ${maxPercent} %`;
}
