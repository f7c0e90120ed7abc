// Why the server refused, next to what was refused: what happened, what is safe, what to do; the code small, to be read out on the phone.
import type { Refusal } from '#web';
import { fill, problemText } from '#words';
import { LANGUAGE, SCREENS } from './words';

export function RefusalNote({ refusal }: { readonly refusal: Refusal | null | undefined }) {
  if (!refusal) return null;
  const { title, detail, code } = refusal.problem ?? {
    ...problemText(LANGUAGE, 'unavailable', {}),
    code: 'unavailable',
  };
  return (
    <div className="note pending" role="alert">
      <p>
        <strong>{title}.</strong> {detail}
      </p>
      {code === 'not-signed-in' ? (
        // What stands on this screen stays: signing in here would throw it away.
        <p>
          <a href={`/sign-in?next=${encodeURIComponent(location.pathname)}`} target="_blank" rel="noopener">
            {SCREENS.shell.signInBeside}
          </a>
        </p>
      ) : null}
      <p className="small muted-on-pending">
        <code>{fill(SCREENS.shell.code, { code })}</code>
      </p>
    </div>
  );
}
