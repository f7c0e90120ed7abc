// Where the desk begins in the browser: with the words of the page's language, because every screen speaks as soon as it is loaded.
import { createRoot } from 'react-dom/client';
import { loadWords } from '#words';
import { language } from './parts/preferences';
import './shell/page.css';

async function begin(): Promise<void> {
  await loadWords(language());
  const { App } = await import('./app');
  createRoot(document.getElementById('desk')!).render(<App />);
}

void begin();
