// Where the desk begins in the browser.
import { createRoot } from 'react-dom/client';
import { App } from './app';
import './mantine.css';
import './console.css';

createRoot(document.getElementById('desk')!).render(<App />);
