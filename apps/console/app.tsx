// The desk: who is signed in, what is shown around every screen, and which screen stands at which address.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, type ComponentType } from 'react';
import { Route, Router, Switch } from 'wouter';
import { Loading, NotThere } from './parts/view';
import { DeskProvider } from './shell/desk-provider';
import { Shell } from './shell/shell';
import './parts/fields.css';

/** Data of the server stays until something happened or somebody looks again. */
const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 15_000, retry: 2, refetchOnWindowFocus: true } },
});

const Library = lazy(() => import('./shell/library'));
const Needs = lazy(() => import('./screens/needs'));

/** Every other screen by its address behind `/desk`; each comes when it is opened first. */
const SCREENS: readonly (readonly [string, ComponentType])[] = [
  ['/approvals/:announcementId?', lazy(() => import('./screens/approvals'))],
  ['/tonight', lazy(() => import('./screens/tonight'))],
  ['/account', lazy(() => import('./screens/account'))],
  ['/schedule', lazy(() => import('./screens/schedule'))],
  ['/board', lazy(() => import('./screens/board'))],
  ['/reports', lazy(() => import('./screens/reports'))],
  ['/reports/journal', lazy(() => import('./screens/reports/journal'))],
  ['/settings', lazy(() => import('./screens/settings'))],
  ['/emergency', lazy(() => import('./screens/emergency'))],
  ['/drill', lazy(() => import('./screens/drill'))],
  ['/reviews', lazy(() => import('./screens/reviews'))],
  ['/retract/:announcement', lazy(() => import('./screens/retract'))],
];

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <DeskProvider>
        <Router base="/desk">
          <Shell>
            <Suspense fallback={<Loading />}>
              <Switch>
                <Route path="/" component={Needs} />
                <Route>
                  <Library>
                    <Switch>
                      {SCREENS.map(([path, Screen]) => (
                        <Route key={path} path={path} component={Screen} />
                      ))}
                      <Route component={NotThere} />
                    </Switch>
                  </Library>
                </Route>
              </Switch>
            </Suspense>
          </Shell>
        </Router>
      </DeskProvider>
    </QueryClientProvider>
  );
}
