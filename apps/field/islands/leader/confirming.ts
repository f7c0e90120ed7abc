// An emergency is confirmed by holding: the button fills while it is held, and sends when it was held long enough.
import { watchHold } from '#web';

const held = new Set<HTMLElement>();

/** Whether somebody holds a button at this moment; nothing moves on the page meanwhile. */
export function isHolding(): boolean {
  return held.size > 0;
}

/** Brings the button to life that pages without scripts do not show. */
export function holdToSend(button: HTMLButtonElement): void {
  const form = button.form!;
  const ring = button.querySelector<HTMLElement>('.hold-ring')!;
  button.hidden = false;
  watchHold(
    button,
    (share) => {
      if (share > 0) held.add(button);
      else held.delete(button);
      ring.style.setProperty('--share', String(share));
    },
    () => {
      const said = document.createElement('input');
      Object.assign(said, { type: 'hidden', name: 'held', value: 'yes' });
      form.append(said);
      form.submit();
    },
  );
}
