// The desk: who is signed in, what is shown around every screen, and which screen stands at which address.
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, type ComponentType } from 'react';
import { Route, Router, Switch } from 'wouter';
import { Loading, NotThere } from './parts/view';
import { DeskProvider } from './shell/desk-provider';
import { Shell } from './shell/shell';
import { styleNonce, theme } from './shell/theme';
import { usePreferences } from './shell/preferences';

/** Data of the server stays until something happened or somebody looks again. */
const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 15_000, retry: 2, refetchOnWindowFocus: true } },
});

/** Every screen by its address behind `/desk`; each comes when it is opened first. */
const SCREENS: readonly (readonly [string, ComponentType])[] = [
  ['/', lazy(() => import('./screens/needs'))],
  ['/review/:announcementId?', lazy(() => import('./screens/review'))],
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
  const { scheme } = usePreferences();
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} getStyleNonce={styleNonce}>
      <QueryClientProvider client={queries}>
        <DeskProvider>
          <Router base="/desk">
            <Shell>
              <Suspense fallback={<Loading />}>
                <Switch>
                  {SCREENS.map(([path, Screen]) => (
                    <Route key={path} path={path} component={Screen} />
                  ))}
                  <Route component={NotThere} />
                </Switch>
              </Suspense>
            </Shell>
          </Router>
        </DeskProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
