// The one form of the administration: beside its table, with what would be affected before saving, refusals at their field, and a choice instead
// of a lost edit when somebody else was quicker.
import { Button } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Refusal } from '#web';
import { useAct, type Subject } from '../../parts/queries';
import { RefusalNote } from '../../parts/refusal-note';
import { SCREENS } from '../../parts/words';
import { Affected, type ChangeInMind } from './affected';
import { FormField, valueText, type Field, type FormValues } from './fields';

const text = SCREENS.settings;

/** What is edited, as it stands on the server. */
export interface Standing {
  readonly values: FormValues;
  /** 0: it is new. */
  readonly revision: number;
}

interface EditFormProps<Saved> {
  readonly title: string;
  readonly fields: readonly Field[];
  /** As it stands now; it may change while the form is open. */
  readonly standing: Standing;
  readonly note?: string;
  readonly submit?: string;
  readonly refreshes: readonly Subject[];
  readonly save: (values: FormValues, revision: number) => Promise<Saved>;
  /** What to ask the server about the values before they are saved. */
  readonly inMind?: (values: FormValues) => ChangeInMind | undefined;
  readonly onSaved?: (saved: Saved) => void;
  readonly onClose?: () => void;
  /** What else can be done with it, below the form. */
  readonly children?: ReactNode;
}

export function EditForm<Saved>(props: EditFormProps<Saved>) {
  const { title, fields, standing, note, submit, refreshes, save, inMind, onSaved, onClose, children } = props;
  const [values, setValues] = useState(standing.values);
  const base = useBase(standing, fields, values);
  const heading = useRef<HTMLHeadingElement>(null);
  const act = useAct((from: number) => save(values, from), refreshes);
  // A form that was opened by a press takes the focus; one that always stands there does not.
  const opened = onClose !== undefined;
  useEffect(() => {
    if (opened) heading.current?.focus();
  }, [opened]);

  const send = (from: number) => act.mutate(from, { onSuccess: (saved) => onSaved?.(saved) });
  const saved = act.isSuccess && same(fields, values, standing.values);
  const tooLate = act.error?.code === 'edited-meanwhile' && standing.revision !== base.revision;
  const faults = faultsOf(act.error, fields);
  const change = inMind && !same(fields, values, standing.values) ? inMind(values) : undefined;
  return (
    <section className="card side-form" aria-label={title}>
      <h2 tabIndex={-1} ref={heading}>
        {title}
      </h2>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send(base.revision);
        }}
      >
        {fields.map((field) => (
          <FormField
            key={field.key}
            field={field}
            value={values[field.key] ?? ''}
            fault={faults.get(field.key)}
            onChange={(value) => setValues({ ...values, [field.key]: value })}
          />
        ))}
        {note === undefined ? null : <p className="small muted">{note}</p>}
        {change ? <Affected change={change} /> : null}
        {tooLate ? (
          <StaleChoice
            fields={fields}
            mine={values}
            theirs={standing.values}
            keepTheirs={() => {
              setValues(standing.values);
              base.take();
              act.reset();
            }}
            keepMine={() => {
              base.take();
              send(standing.revision);
            }}
          />
        ) : faults.size > 0 ? null : (
          <RefusalNote refusal={act.error} />
        )}
        {saved ? (
          <p role="status" className="small">
            ✓ {text.saved}
          </p>
        ) : null}
        <div className="row">
          <Button type="submit" loading={act.isPending}>
            {submit ?? text.save}
          </Button>
          {onClose ? (
            <Button variant="default" onClick={onClose}>
              {SCREENS.shell.close}
            </Button>
          ) : null}
        </div>
      </form>
      {children ? <div className="row more">{children}</div> : null}
    </section>
  );
}

/**
 * The version that the edit starts from. Where nobody else touched these fields, or they stand as they were typed, it is the newest one:
 * what others changed elsewhere on the same thing is no reason to ask.
 */
function useBase(standing: Standing, fields: readonly Field[], typed: FormValues) {
  const [base, setBase] = useState(standing);
  const undisputed = same(fields, base.values, standing.values) || same(fields, typed, standing.values);
  if (base.revision !== standing.revision && undisputed) setBase(standing);
  return { revision: base.revision, take: () => setBase(standing) };
}

function StaleChoice({
  fields,
  mine,
  theirs,
  keepTheirs,
  keepMine,
}: {
  readonly fields: readonly Field[];
  readonly mine: FormValues;
  readonly theirs: FormValues;
  readonly keepTheirs: () => void;
  readonly keepMine: () => void;
}) {
  const differing = fields.filter((field) => !same([field], mine, theirs));
  return (
    <div className="note pending" role="alert">
      <p>
        <strong>{text.staleTitle}.</strong> {text.staleDetail}
      </p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{text.staleField}</th>
            <th scope="col">{text.staleTheirs}</th>
            <th scope="col">{text.staleMine}</th>
          </tr>
        </thead>
        <tbody>
          {differing.map((field) => (
            <tr key={field.key}>
              <th scope="row">{field.label}</th>
              <td>{valueText(field, theirs[field.key] ?? '')}</td>
              <td>{valueText(field, mine[field.key] ?? '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row">
        <Button variant="default" onClick={keepTheirs}>
          {text.keepTheirs}
        </Button>
        <Button variant="default" onClick={keepMine}>
          {text.keepMine}
        </Button>
      </div>
    </div>
  );
}

/** What the server says is wrong, by field; places that no field stands for are left to the note. */
function faultsOf(refusal: Refusal | null, fields: readonly Field[]): ReadonlyMap<string, string> {
  const told = (refusal?.problem?.errors ?? []).map(({ pointer, detail }) => [pointer.split('/')[1], detail] as const);
  return new Map(told.flatMap(([key, detail]) => (fields.some((field) => field.key === key) ? [[key!, detail]] : [])));
}

function same(fields: readonly Field[], a: FormValues, b: FormValues): boolean {
  return fields.every(({ key }) => JSON.stringify(a[key]) === JSON.stringify(b[key]));
}
