// The states in which every view of data can be: loading, empty, old, offline, error, no right. Nothing is shown as if it were fresh when it is not.
import { useEffect, useState, type ReactNode } from 'react';
import { Refusal } from '#web';
import { fill, timeText } from '#words';
import { SCREENS } from './words';
import { useDesk } from './desk';
import type { ServerQuery } from './queries';
import { RefusalNote } from './refusal-note';
import './acts.css';
import './view.css';

const text = SCREENS.shell;
/** Faster answers need no sign of waiting. */
const PATIENCE_MS = 300;

/** Shows the answer when it is there, and otherwise why it is not. `isEmpty` and `empty` say what stands where there is nothing. */
export function View<T>({
  asked,
  isEmpty,
  empty,
  children,
}: {
  readonly asked: ServerQuery<T>;
  readonly isEmpty?: (answer: T) => boolean;
  readonly empty?: ReactNode;
  readonly children: (answer: T) => ReactNode;
}) {
  const { data, error, isPending, refetch, dataUpdatedAt } = asked;
  if (error && data === undefined) return <Failed refusal={error} retry={() => void refetch()} />;
  if (isPending || data === undefined) return <Loading />;
  return (
    <>
      {error ? <Old sinceAt={dataUpdatedAt} /> : null}
      {isEmpty?.(data) ? <div className="empty">{empty}</div> : children(data)}
    </>
  );
}

/** Grey bars where something will stand; only when it takes a while. */
export function Loading() {
  const [patient, setPatient] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (patient) return null;
  return (
    <div role="status" className="loading">
      <span className="visually-hidden">{text.loading}</span>
      <div className="bar heading" />
      <div className="bar" />
      <div className="bar short" />
    </div>
  );
}

/** The server's picture of a moment ago, said as such. `sinceAt` is an instant of the browser's clock, as the query library keeps it. */
function Old({ sinceAt }: { readonly sinceAt: number }) {
  const { commune } = useDesk();
  const at = timeText(sinceAt, commune.timeZone);
  return (
    <p className="note pending" role="status">
      {fill(navigator.onLine ? text.asOf : text.offline, { at })}
    </p>
  );
}

function Failed({ refusal, retry }: { readonly refusal: Refusal; readonly retry: () => void }) {
  if (refusal.code === 'not-allowed') return <NoRight />;
  if (refusal.code === 'not-signed-in') return <SessionEnded />;
  return (
    <div className="empty">
      <p>
        <strong>{text.failed}</strong>
      </p>
      <RefusalNote refusal={refusal} />
      <button type="button" className="outlined" onClick={retry}>
        {text.retry}
      </button>
    </div>
  );
}

/** Instead of a screen that this person may not see. */
export function NoRight() {
  return (
    <div className="empty">
      <p>{text.noRight}</p>
    </div>
  );
}

function SessionEnded() {
  return (
    <div className="empty">
      <p>{text.sessionEnded}</p>
      <a href={`/sign-in?next=${encodeURIComponent(location.pathname)}`}>{text.signIn}</a>
    </div>
  );
}

/** At an address where no screen stands. */
export function NotThere() {
  return (
    <div className="empty">
      <h1>{text.notThere}</h1>
    </div>
  );
}
