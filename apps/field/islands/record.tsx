// The recorder comes alive: opens what the phone keeps and draws itself over the still page.
import { render } from 'preact';
import './record/record.css';
import { registerWorker } from './parts/service-worker';
import { App } from './record/app';
import { DraftBook } from './record/drafts';
import { view } from './record/view';

async function begin(): Promise<void> {
  const book = await DraftBook.open(view.personId);
  const ground = document.getElementById('record')!;
  ground.replaceChildren();
  render(<App book={book} />, ground);
  await registerWorker(view.worker);
}

void begin();
