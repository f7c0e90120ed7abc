// When the microphone cannot be used: why, in words, and the one thing to do about it.
import { useState } from 'preact/hooks';
import { chromeLink, inAppBrowser } from './in-app';
import type { Obstacle } from '#web';
import { fill, text } from './view';

export function MicrophoneHelp({ obstacle, onAgain }: { readonly obstacle: Obstacle; readonly onAgain: () => void }) {
  const app = inAppBrowser(navigator.userAgent);
  if (obstacle === 'insecure') {
    return (
      <>
        <Help>{text.insecure}</Help>
        <a class="button" href="/help/https">
          {text.insecureMore}
        </a>
      </>
    );
  }
  if (app) return <Elsewhere app={app} />;
  return (
    <>
      <Help>{obstacle === 'denied' ? text.denied : text.noMicrophone}</Help>
      {obstacle === 'denied' && (
        <button type="button" onClick={onAgain}>
          {text.tryAgain}
        </button>
      )}
    </>
  );
}

/** Out of the app that opened the page: at once where the phone can, else with the address in the hand. */
function Elsewhere({ app }: { readonly app: string }) {
  const [isCopied, setCopied] = useState(false);
  const chrome = chromeLink(navigator.userAgent, location);
  const copy = () => navigator.clipboard.writeText(location.href).then(() => setCopied(true));
  return (
    <>
      <Help>{fill(chrome ? text.inAppOpen : text.inApp, { app })}</Help>
      {chrome && (
        <a class="button" href={chrome}>
          {text.openInChrome}
        </a>
      )}
      {'clipboard' in navigator && (
        <button type="button" onClick={() => void copy()}>
          {isCopied ? text.copied : text.copyLink}
        </button>
      )}
    </>
  );
}

function Help({ children }: { readonly children: string }) {
  return (
    <p class="note pending" role="alert">
      {children}
    </p>
  );
}
