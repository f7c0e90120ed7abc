// What is said about a notice besides its sound: title, kind, who is to hear it, in which languages, and when one would like it.
import { useEffect, useState } from 'preact/hooks';
import { lastTakes, type Draft, type DraftBook } from './drafts';
import { fill, spokenOf, text, view } from './view';

interface Props {
  readonly book: DraftBook;
  readonly draft: Draft;
  readonly onRecordVersion: (language: string) => void;
  readonly onSend: () => void;
}

export function Details({ book, draft, onRecordVersion, onSend }: Props) {
  const change = (next: Partial<Draft>) => void book.change(draft.id, next);
  const takes = lastTakes(draft);
  const canSend = takes.length > 0 && takes.every(({ heard, open }) => heard && !open) && draft.title.trim() !== '';
  return (
    <section>
      <Title value={draft.title} onChange={(title) => change({ title })} />
      {draft.villageId === null && (
        <>
          <fieldset>
            <legend>{text.category}</legend>
            <div class="chips">
              {Object.entries(text.categories).map(([key, name]) => (
                <button
                  type="button"
                  key={key}
                  class="chip"
                  aria-pressed={draft.category === name}
                  onClick={() => change({ category: draft.category === name ? '' : name })}
                >
                  {name}
                </button>
              ))}
            </div>
          </fieldset>
          <Versions draft={draft} onRecordVersion={onRecordVersion} />
          <details>
            <summary>
              {text.villages}: {draft.villageIds.map(villageName).join(', ')}
            </summary>
            <div class="chips">
              {view.villages.map(({ id, name }) => (
                <button
                  type="button"
                  key={id}
                  class="chip"
                  aria-pressed={draft.villageIds.includes(id)}
                  onClick={() =>
                    change({
                      villageIds: draft.villageIds.includes(id)
                        ? draft.villageIds.filter((each) => each !== id)
                        : [...draft.villageIds, id],
                    })
                  }
                >
                  {name}
                </button>
              ))}
            </div>
          </details>
          <details>
            <summary>{text.wish}</summary>
            <div class="row">
              <label>
                {text.wishDate}
                <input
                  type="date"
                  value={draft.wishDate}
                  onChange={(event) => change({ wishDate: event.currentTarget.value })}
                />
              </label>
              <label>
                {text.wishTime}
                <input
                  type="time"
                  value={draft.wishTime}
                  onChange={(event) => change({ wishTime: event.currentTarget.value })}
                />
              </label>
            </div>
          </details>
        </>
      )}
      {!canSend && takes.length > 0 && <p class="muted">{text.listenFirst}</p>}
      <button type="button" class="main send" disabled={!canSend} onClick={onSend}>
        {draft.villageId === null ? text.send : fill(text.sendVillage, { village: view.village?.name ?? '' })}
      </button>
    </section>
  );
}

/** Kept when one leaves the field or stops typing for a moment, not with every letter. */
function Title({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <label>
      {text.noticeTitle}
      <input
        maxLength={200}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={() => onChange(typed)}
      />
    </label>
  );
}

function Versions({ draft, onRecordVersion }: Pick<Props, 'draft' | 'onRecordVersion'>) {
  const there = [...lastTakes(draft), ...draft.kept].map(({ language }) => language);
  const heard = view.villages.filter(({ id }) => draft.villageIds.includes(id));
  const missing = [...new Set(heard.flatMap(({ languages }) => languages.slice(0, 1)))].filter(
    (tag) => !there.includes(tag),
  );
  return (
    <section aria-label={text.versions}>
      <h3>{text.versions}</h3>
      <ul class="versions">
        {[...new Set(there)].map((tag) => (
          <li key={tag}>
            <span>
              <span aria-hidden="true">✓</span> {fill(text.versionReady, { language: spokenOf(tag) })}
            </span>
          </li>
        ))}
        {missing.map((tag) => (
          <li key={tag}>
            <span>
              <span aria-hidden="true">○</span> {fill(text.versionMissing, { language: spokenOf(tag) })}
            </span>
            <button type="button" onClick={() => onRecordVersion(tag)}>
              {fill(text.recordVersion, { language: spokenOf(tag) })}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function villageName(villageId: string): string {
  return view.villages.find(({ id }) => id === villageId)?.name ?? '';
}
