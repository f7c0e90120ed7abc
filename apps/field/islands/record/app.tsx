// The recorder as a whole: its two tabs, with the drafts on the phone and the sender that both of them use.
import { api, ask } from '#web';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DraftBook } from './drafts';
import { MineTab } from './mine-tab';
import { RecordTab } from './record-tab';
import { Sender } from './sender';
import { text, view, type OwnItem } from './view';

type Tab = 'record' | 'mine';

export function App({ book }: { readonly book: DraftBook }) {
  const [, drawAgain] = useState(0);
  const draw = () => drawAgain((count) => count + 1);
  const [tab, setTab] = useState<Tab>('record');
  const [mine, setMine] = useState(view.mine);
  const [draftId, setDraftId] = useState<string | undefined>();
  const [fixing, setFixing] = useState<OwnItem | undefined>();
  const [isOffline, setOffline] = useState(!navigator.onLine);
  const sender = useRef<Sender>(undefined);
  sender.current ??= new Sender(book, draw, () => void refresh());

  const refresh = async () => {
    const path = { id: view.communeId };
    const { items } = await ask(
      api.GET('/api/v1/communes/{id}/announcements', { params: { path, query: { mine: 'yes', limit: 20 } } }),
    );
    setMine(items as readonly OwnItem[]);
  };

  useEffect(() => {
    const line = () => setOffline(!navigator.onLine);
    addEventListener('online', line);
    addEventListener('offline', line);
    const end = book.watch(draw);
    void sender.current!.start();
    return () => {
      removeEventListener('online', line);
      removeEventListener('offline', line);
      end();
    };
  }, []);

  const tabButton = (name: Tab, label: string) => (
    <button
      type="button"
      role="tab"
      id={`tab-${name}`}
      aria-selected={tab === name}
      aria-controls="panel"
      tabIndex={tab === name ? 0 : -1}
      onClick={() => setTab(name)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
        const other = name === 'record' ? 'mine' : 'record';
        setTab(other);
        document.getElementById(`tab-${other}`)?.focus();
      }}
    >
      {label}
    </button>
  );

  return (
    <>
      <div class="tabs" role="tablist" aria-label={text.tabs}>
        {tabButton('record', text.tabRecord)}
        {tabButton('mine', text.tabMine)}
      </div>
      {isOffline && (
        <p class="note pending" role="status">
          {text.offline}
        </p>
      )}
      <div id="panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === 'record' ? (
          <RecordTab
            key={fixing?.id ?? 'new'}
            book={book}
            sender={sender.current}
            draftId={draftId}
            onDraft={setDraftId}
            fixing={fixing}
            onSent={() => {
              setFixing(undefined);
              setTab('mine');
            }}
          />
        ) : (
          <MineTab
            book={book}
            sender={sender.current}
            mine={mine}
            onOpen={(draft) => {
              void book.change(draft.id, { state: 'draft' });
              setDraftId(draft.id);
              setTab('record');
            }}
            onFix={(item) => {
              setFixing(item);
              setDraftId(undefined);
              setTab('record');
            }}
          />
        )}
      </div>
    </>
  );
}
