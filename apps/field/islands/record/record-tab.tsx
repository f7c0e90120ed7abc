// The tab *Ghi*: a sound is captured, looked at, described and handed to the outbox. What a crash left behind is found first.
import { useState } from 'preact/hooks';
import { Capture } from './capture';
import { Details } from './details';
import { lastTakes, type Draft, type DraftBook, type Take } from './drafts';
import { stateAfter } from './outbox';
import { phoneNow, shortTime } from './phone-clock';
import { Review } from './review';
import type { Sender } from './sender';
import { fill, language as pageLanguage, text, view, type OwnItem } from './view';

interface Props {
  readonly book: DraftBook;
  readonly sender: Sender;
  readonly draftId: string | undefined;
  readonly onDraft: (id: string | undefined) => void;
  /** Something sent back by its reviewer that is put right here. */
  readonly fixing: OwnItem | undefined;
  readonly onSent: () => void;
}

export function RecordTab({ book, sender, draftId, onDraft, fixing, onSent }: Props) {
  const [language, setLanguage] = useState(firstLanguage());
  const [capturing, setCapturing] = useState<string | undefined>();
  const [continued, setContinued] = useState<string | undefined>();
  const draft = draftId === undefined ? undefined : book.find(draftId);
  const cutOff = book.all.flatMap((each) =>
    each.state === 'draft' ? each.takes.filter(({ open }) => open).map((take) => ({ draft: each, take })) : [],
  )[0];
  // While the microphone of this very page is on, its take is open too.
  const [isCapturing, setIsCapturing] = useState(false);

  const make = async (): Promise<Draft> => {
    setIsCapturing(true);
    const found = draft && book.find(draft.id);
    if (found) return found;
    const fresh = draftOf(fixing);
    await book.put(fresh);
    onDraft(fresh.id);
    return fresh;
  };

  if (cutOff && !isCapturing && continued !== cutOff.take.id) {
    return (
      <Found
        book={book}
        draft={cutOff.draft}
        take={cutOff.take}
        onContinue={() => setContinued(cutOff.take.id)}
        onListen={() => onDraft(cutOff.draft.id)}
      />
    );
  }
  const shown = draft && lastTakes(draft).find((take) => take.language === language && !take.open);
  if (!draft || !shown || capturing === language || continued !== undefined) {
    return (
      <>
        {fixing && <p class="note info">{fill(text.fixing, { title: fixing.title })}</p>}
        {fixing?.note && <p class="note pending">{fill(text.note, { note: fixing.note })}</p>}
        <Capture
          book={book}
          language={language}
          onLanguage={setLanguage}
          draft={make}
          unfinished={continued === cutOff?.take.id ? cutOff : undefined}
          onDone={() => {
            if (continued !== undefined && cutOff) {
              onDraft(cutOff.draft.id);
              setLanguage(cutOff.take.language);
            }
            setCapturing(undefined);
            setContinued(undefined);
            setIsCapturing(false);
          }}
        />
        {draft && !isCapturing && lastTakes(draft).length > 0 && (
          <Details book={book} draft={draft} onRecordVersion={setLanguage} onSend={() => void send(draft.id)} />
        )}
      </>
    );
  }
  const former = draft.takes.filter((take) => take.language === shown.language).length > 1;

  const send = async (id: string) => {
    await book.change(id, (now) => ({
      state: stateAfter(now.state, 'send') ?? now.state,
      reason: navigator.onLine ? null : text.offline,
      takes: lastTakes(now),
    }));
    onDraft(undefined);
    onSent();
    await sender.send();
  };

  return (
    <>
      <Review
        key={shown.id}
        book={book}
        draftId={draft.id}
        take={shown}
        hasFormer={former}
        onAgain={() => setCapturing(language)}
      />
      <Details
        book={book}
        draft={draft}
        onRecordVersion={(tag) => {
          setLanguage(tag);
          setCapturing(tag);
        }}
        onSend={() => void send(draft.id)}
      />
    </>
  );

  function draftOf(item: OwnItem | undefined): Draft {
    const now = phoneNow();
    const nobody = { reason: null, signedOut: false, wishDate: '', wishTime: '', takes: [], asked: false } as const;
    return {
      ...{ id: crypto.randomUUID(), personId: view.personId, createdAt: now, state: 'draft', ...nobody },
      title: item?.title ?? fill(text.titleDefault, { at: shortTime(now, pageLanguage) }),
      category: item?.category ?? '',
      villageIds: view.ownVillageIds.length > 0 ? view.ownVillageIds : view.villages.map(({ id }) => id),
      villageId: view.village?.id ?? null,
      announcementId: item?.id ?? null,
      revision: item?.revision ?? null,
      kept: item?.versions ?? [],
    };
  }
}

interface FoundProps {
  readonly book: DraftBook;
  readonly draft: Draft;
  readonly take: Take;
  readonly onContinue: () => void;
  readonly onListen: () => void;
}

/** What the microphone was on for when the page died. */
function Found({ book, draft, take, onContinue, onListen }: FoundProps) {
  return (
    <section class="capture">
      <p class="note info" role="status">
        {fill(text.found, { at: shortTime(draft.createdAt, pageLanguage) })}
      </p>
      <div class="row">
        <button
          type="button"
          class="main"
          onClick={() => {
            void book.changeTake(draft.id, take.id, { open: false });
            onListen();
          }}
        >
          {text.listen}
        </button>
        <button type="button" onClick={onContinue}>
          {text.continue}
        </button>
        <button
          type="button"
          onClick={() => void (draft.takes.length > 1 ? book.removeTake(draft.id, take.id) : book.remove(draft.id))}
        >
          {text.discard}
        </button>
      </div>
    </section>
  );
}

/** What is spoken at home, where that is known. */
function firstLanguage(): string {
  const own = view.villages.find(({ id }) => view.ownVillageIds.includes(id));
  return own?.languages[0] ?? view.languages[0] ?? 'vi';
}
