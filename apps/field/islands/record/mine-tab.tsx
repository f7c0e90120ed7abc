// The tab *Bài của tôi*: what is still on the phone, in four words, and what the commune made of what arrived.
import type { Draft, DraftBook } from './drafts';
import { stateAfter, isOpen, type OutboxState } from './outbox';
import { phoneNow, shortTime } from './phone-clock';
import { progressText, type Sender } from './sender';
import { fill, language, text, type OwnItem } from './view';

const DAY_MS = 86_400_000;
/** Browsers may throw away what was not visited for a week. */
const OLD_DAYS = 3;

const ICONS: Readonly<Record<OutboxState, string>> = { draft: '✎', waiting: '…', sending: '↑', sent: '✓' };

interface Props {
  readonly book: DraftBook;
  readonly sender: Sender;
  readonly mine: readonly OwnItem[];
  readonly onOpen: (draft: Draft) => void;
  readonly onFix: (item: OwnItem) => void;
}

export function MineTab({ book, sender, mine, onOpen, onFix }: Props) {
  return (
    <>
      {book.all.length > 0 && (
        <section aria-label={text.outbox}>
          <h2>{text.outbox}</h2>
          <ul class="items">
            {book.all.map((draft) => (
              <OutboxItem key={draft.id} book={book} sender={sender} draft={draft} onOpen={onOpen} />
            ))}
          </ul>
        </section>
      )}
      <section aria-label={text.mine}>
        <h2>{text.mine}</h2>
        {mine.length === 0 && <p class="muted">{text.mineEmpty}</p>}
        <ul class="items">
          {mine.map((item) => (
            <li key={item.id} class="item">
              <p class="when">
                <strong>{item.title}</strong>
                <span class="badge quiet">{text.states[item.state]}</span>
              </p>
              {item.note !== null && <p class="note pending">{fill(text.note, { note: item.note })}</p>}
              {item.state === 'changes_requested' && (
                <button type="button" class="main" onClick={() => onFix(item)}>
                  {text.fix}
                </button>
              )}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

interface ItemProps {
  readonly book: DraftBook;
  readonly sender: Sender;
  readonly draft: Draft;
  readonly onOpen: (draft: Draft) => void;
}

function OutboxItem({ book, sender, draft, onOpen }: ItemProps) {
  const { id, state, title, reason, createdAt, signedOut, asked } = draft;
  const progress = sender.progressOf(id);
  const days = Math.floor((phoneNow() - createdAt) / DAY_MS);
  const again = async () => {
    // Sent back by the server and sent again as it is.
    await book.change(id, (now) => ({ state: stateAfter(now.state, 'send') ?? now.state }));
    await sender.send();
  };
  return (
    <li class="item">
      <p class="when">
        <strong>{title}</strong>
        <span class={`badge ${state === 'sent' ? 'played' : state === 'sending' ? 'toPlay' : 'quiet'}`}>
          <span aria-hidden="true">{ICONS[state]}</span>
          <span>{text.outboxStates[state]}</span>
        </span>
      </p>
      {progress && (
        <p role="status">
          {progressText(progress)}
          {progress.kind === 'sent' && (
            <progress max={progress.total} value={progress.bytes} aria-label={text.outboxStates.sending} />
          )}
        </p>
      )}
      {/* That the line is gone stands above the tabs already. */}
      {reason !== null && !(reason === text.offline && !navigator.onLine) && <p class="note pending">{reason}</p>}
      {signedOut && <a href={`/sign-in?next=${encodeURIComponent('/record')}`}>{text.signIn}</a>}
      <p class="muted">
        {days >= OLD_DAYS && state !== 'sent'
          ? fill(text.oldDraft, { days })
          : fill(text.age, { at: shortTime(createdAt, language) })}
      </p>
      <div class="row">
        {(state === 'waiting' || (state === 'draft' && reason !== null)) && (
          <button type="button" class="main" onClick={() => void again()}>
            {text.tryNow}
          </button>
        )}
        {isOpen(state) && !asked && (
          <button type="button" onClick={() => onOpen(draft)}>
            {text.open}
          </button>
        )}
        {(state === 'sent' || (isOpen(state) && !asked)) && (
          <button type="button" onClick={() => void book.remove(id)}>
            {text.forget}
          </button>
        )}
      </div>
    </li>
  );
}
