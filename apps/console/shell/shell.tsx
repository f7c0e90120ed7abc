// What stands around every screen: where one is, the commune's time, whether the line to the server is up, and the button that stops everything.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { dateText, durationText, fill, timeText } from '#words';
import { localDateOf, type Role } from '#domain';
import { api, ask } from '#web';
import { useServerQuery } from '../parts/queries';
import { useLive } from '../parts/live';
import { useDesk } from '../parts/desk';
import { PreferencesBar } from './preferences-bar';
import { ProofDialog } from '../parts/proof-dialog';
import { useNow, useServerClock } from '../parts/server-clock';
import { StopButton } from './stop-button';
import { LANGUAGE, SCREENS } from '../parts/words';
import '../parts/state-badge.css';
import './shell.css';
import './header.css';
import './navigation.css';

const text = SCREENS.shell;

interface Place {
  readonly path: string;
  readonly word: keyof typeof text.screens;
  readonly icon: string;
  /** Whom it is of use; nobody named: everybody at the desk. */
  readonly roles?: readonly Role[];
}

const PLACES: readonly Place[] = [
  { path: '/', word: 'needs', icon: '◉' },
  { path: '/approvals', word: 'review', icon: '✓', roles: ['operator', 'leader', 'deputy'] },
  { path: '/schedule', word: 'schedule', icon: '▦' },
  { path: '/board', word: 'board', icon: '◍' },
  { path: '/tonight', word: 'tonight', icon: '☾' },
  { path: '/reports', word: 'reports', icon: '▤' },
  { path: '/settings', word: 'settings', icon: '⚙', roles: ['admin', 'technician', 'operator'] },
  { path: '/drill', word: 'drill', icon: '◇', roles: ['operator', 'leader', 'deputy'] },
  { path: '/emergency', word: 'emergency', icon: '▲', roles: ['operator', 'leader', 'deputy'] },
];

/** Screens that must not look like the others: no navigation beside them, nothing that leads away by mistake. */
const APART = ['/emergency', '/drill'];

export function Shell({ children }: { readonly children: ReactNode }) {
  const { commune } = useDesk();
  const line = useLive(commune.id);
  const [path] = useLocation();
  const main = useMainOf(path);
  const apart = APART.find((each) => path.startsWith(each));
  return (
    <div className={`desk ${apart === undefined ? '' : `apart ${apart.slice(1)}`}`}>
      <a className="skip" href="#content">
        {text.skip}
      </a>
      <Header />
      {line === 'down' ? <LineDown /> : null}
      {apart === undefined ? <Navigation path={path} /> : null}
      <main id="content" tabIndex={-1} ref={main}>
        {children}
      </main>
      <ProofDialog />
    </div>
  );
}

/** Another screen begins at its top, for eyes and for screen readers; the first one is left as the browser opened it. */
function useMainOf(path: string) {
  const main = useRef<HTMLElement>(null);
  const [screen] = path.split('/').filter(Boolean);
  const before = useRef(screen);
  useEffect(() => {
    if (before.current === screen) return;
    before.current = screen;
    main.current?.focus();
  }, [screen]);
  return main;
}

function Header() {
  const { commune, me } = useDesk();
  return (
    <header className="desk-header">
      <Link href="/" className="brand">
        <img src="/icon.svg" alt="" width={32} height={32} />
        <span>
          {text.product} <span className="muted">{commune.name}</span>
        </span>
      </Link>
      <Clock />
      <StopButton />
      <Bell />
      <button type="button" className="who" popoverTarget="who-menu">
        {me.name} <span aria-hidden="true">▾</span>
      </button>
      <div id="who-menu" className="who-menu" popover="auto">
        <PreferencesBar />
        <p>
          <Link href="/account">{SCREENS.account.heading}</Link>
        </p>
        <form method="post" action="/sign-out">
          <button className="plain">{text.signOut}</button>
        </form>
      </div>
    </header>
  );
}

/** How much I was told and have not read yet; leads to it. */
function Bell() {
  const { data } = useServerQuery(['notices'], () => ask(api.GET('/api/v1/me/notices')));
  const count = data?.items.filter(({ readAt }) => readAt === null).length ?? 0;
  return (
    <Link href="/account" className="bell" aria-label={fill(SCREENS.account.unread, { count })}>
      <span aria-hidden="true">✉</span> {count > 0 ? <span className="bell-count">{count}</span> : null}
    </Link>
  );
}

function Clock() {
  const { commune } = useDesk();
  const now = useNow();
  const clock = useServerClock();
  if (now === undefined) return <div className="clock" />;
  return (
    <div className="clock">
      <span className="muted">{text.clock}</span> <strong>{timeText(now, commune.timeZone)}</strong>{' '}
      <span className="muted">
        {dateText(LANGUAGE, localDateOf(now, commune.timeZone))} · {commune.timeZone}
      </span>
      {clock && clock.demoAheadMs > 0 ? (
        <span className="badge toPlay">
          {fill(text.demoClock, { ahead: durationText(LANGUAGE, clock.demoAheadMs) })}
        </span>
      ) : null}
    </div>
  );
}

function LineDown() {
  const { commune } = useDesk();
  const now = useNow();
  const since = useRef<number | undefined>(undefined);
  since.current ??= now;
  const at = since.current === undefined ? undefined : timeText(since.current, commune.timeZone);
  return (
    <p className="note pending line-down" role="status">
      <span aria-hidden="true">⚠</span> {fill(text.lineDown, { at })}
    </p>
  );
}

function Navigation({ path }: { readonly path: string }) {
  const { roles } = useDesk();
  // On a phone the way to the other screens is folded, and folds again when one is reached.
  const [openedAt, setOpenedAt] = useState<string>();
  const isOpen = openedAt === path;
  const shown = PLACES.filter((place) => place.roles === undefined || place.roles.some((role) => roles.includes(role)));
  return (
    <nav className={`desk-nav ${isOpen ? 'open' : ''}`} aria-label={text.navigation}>
      <button
        type="button"
        className="nav-fold"
        aria-expanded={isOpen}
        onClick={() => setOpenedAt(isOpen ? undefined : path)}
      >
        <span aria-hidden="true">☰</span> {text.navigation}
      </button>
      <ul>
        {shown.map((place) => (
          <li key={place.path} data-place={place.word}>
            <Link href={place.path} aria-current={isAt(place.path, path) ? 'page' : undefined}>
              <span aria-hidden="true">{place.icon}</span> {text.screens[place.word]}
            </Link>
          </li>
        ))}
      </ul>
      <h2 className="small muted">{text.phonePages}</h2>
      <ul>
        <li>
          <a href="/record">{text.record}</a>
        </li>
        <li>
          <a href="/">{text.publicBoard}</a>
        </li>
      </ul>
    </nav>
  );
}

function isAt(place: string, path: string): boolean {
  return place === '/' ? path === '/' : path === place || path.startsWith(`${place}/`);
}
