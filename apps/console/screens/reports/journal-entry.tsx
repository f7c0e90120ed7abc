// One entry of the journal: when, who, what; opened, what was before and after.
import { Button } from '@mantine/core';
import type { Schema, ToldHappening } from '#web';
import { localDateOf, subjectOf, wallTimeOf } from '#domain';
import { fill, shortDateText } from '#words';
import { useDesk } from '../../parts/desk';
import { SCREENS, WORDS } from '../../parts/words';
import { differences, fieldsOf, type Difference } from './differences';

const text = SCREENS.reports;

type Entry = Schema<'AuditEvent'>;

export function JournalEntry({ entry, onlyThis }: { readonly entry: Entry; readonly onlyThis: () => void }) {
  const { commune } = useDesk();
  const at = Date.parse(entry.at);
  return (
    <li>
      <span className="muted">
        <time dateTime={entry.at}>
          {wallTimeOf(at, commune.timeZone)} {shortDateText(localDateOf(at, commune.timeZone))}
        </time>
      </span>
      <span>{whoText(entry)}</span>
      <span>{whatText(entry)}</span>
      <details>
        <summary>
          {text.details} <span className="visually-hidden">{fill(text.detailsOf, { number: entry.sequence })}</span>
        </summary>
        <Details entry={entry} />
        <p className="small">
          <code>{entry.kind}</code> <code>{entry.subjectId}</code>
        </p>
        <Button variant="default" size="compact-sm" onClick={onlyThis}>
          {text.onlyThis}
        </Button>
      </details>
    </li>
  );
}

function Details({ entry: { details } }: { readonly entry: Entry }) {
  if ('before' in details || 'after' in details) {
    return (
      <table className="numbers">
        <thead>
          <tr>
            <th scope="col">{text.field}</th>
            <th scope="col">{text.before}</th>
            <th scope="col">{text.after}</th>
          </tr>
        </thead>
        <tbody>
          {differences(wholeOf(details.before), wholeOf(details.after)).map(({ path, before, after }: Difference) => (
            <tr key={path}>
              <th scope="row">{path}</th>
              <td className="words was">{valueText(before)}</td>
              <td className="words is">{valueText(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    );
  }
  const fields = [...fieldsOf(details)];
  if (fields.length === 0) return null;
  return (
    <table className="numbers">
      <thead>
        <tr>
          <th scope="col">{text.field}</th>
          <th scope="col">{text.value}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(([path, value]) => (
          <tr key={path}>
            <th scope="row">{path}</th>
            <td className="words">{valueText(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A bare value is told as a field of that name. */
function wholeOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? value : { value };
}

function valueText(value: unknown): string {
  if (value === undefined || value === null || value === '') return text.none;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function whoText({ actor, actorName }: Entry): string {
  if (actorName !== null) return actorName;
  if (actor.startsWith('device:')) return text.device;
  return actor === 'system' ? text.system : actor;
}

/** The sentence of the event; where it needs what nobody knows any more, what it is about. */
function whatText(entry: Entry): string {
  const sentence = fill(WORDS.events[entry.kind], {
    place: entry.actorName ?? undefined,
    ...wordsOf(entry as ToldHappening),
  });
  return sentence === '' ? text.subjects[subjectOf(entry.kind)] : sentence;
}

function wordsOf({ details }: ToldHappening): { readonly state?: string; readonly answer?: string } {
  const states = 'changes' in details ? details.changes?.map(({ state }) => state) : undefined;
  const told = [...new Set(states ?? ['state' in details ? details.state : undefined])];
  // What a complaint was answered is no word of ours.
  const answers: Readonly<Record<string, string>> = WORDS.confirmationAnswers;
  const answer = 'answer' in details ? details.answer : undefined;
  return {
    state: told.flatMap((state) => (state === undefined ? [] : [WORDS.playbackStates[state]])).join(', ') || undefined,
    answer: answer === undefined ? undefined : answers[answer],
  };
}
