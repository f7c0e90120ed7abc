// Whoever approves must have listened. Without scripts a tick says so; with scripts the page knows how much of the sound was really played.

/** As much has to be heard before an approval, or all of it. */
const LISTEN_SECONDS = 10;

/** Opens the button of an approval once one of its sounds was heard; `listened` is said then. */
export function waitForListening(form: HTMLFormElement, listened: string): void {
  const tick = form.querySelector<HTMLElement>('[data-heard]')!;
  const told = form.querySelector<HTMLElement>('[data-must-listen]')!;
  const button = form.querySelector<HTMLButtonElement>('button.primary')!;
  const box = tick.querySelector('input')!;
  tick.hidden = true;
  // What is required and cannot be seen could not be asked for.
  box.required = false;
  button.disabled = true;
  for (const audio of form.closest('article')!.querySelectorAll('audio')) {
    const heard = () => {
      if (!audio.ended && secondsHeard(audio) < LISTEN_SECONDS) return;
      box.checked = true;
      button.disabled = false;
      told.textContent = listened;
    };
    audio.addEventListener('timeupdate', heard);
    audio.addEventListener('ended', heard);
  }
}

/** What really sounded; dragging the handle to the end is not listening. */
function secondsHeard({ played }: HTMLAudioElement): number {
  let seconds = 0;
  for (let index = 0; index < played.length; index += 1) seconds += played.end(index) - played.start(index);
  return seconds;
}
