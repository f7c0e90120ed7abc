// The component library around the screens that use it. It comes with the first of them: the first page that a person opens does without.
import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePreferences } from '../parts/preferences';
import { styleNonce, theme } from './theme';
import './library.css';

export default function Library({ children }: { readonly children: ReactNode }) {
  const { scheme } = usePreferences();
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} getStyleNonce={styleNonce}>
      {children}
    </MantineProvider>
  );
}
