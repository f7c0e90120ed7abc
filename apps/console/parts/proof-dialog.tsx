// The password once more, and a code of who has one, when the server asks for a fresh proof. It stands above whatever asked for it, and that goes on afterwards as it was.
import { useContext, useEffect, useRef, useState } from 'react';
import { api, ask } from '#web';
import { Dialog } from './dialog';
import { DeskContext } from './desk';
import { afterFreshProof, askForProofBy } from './fresh-proof';
import { useAct } from './queries';
import { RefusalNote } from './refusal-note';
import { SCREENS } from './words';
import './proof-dialog.css';

const text = SCREENS.proof;

// Here and not in every page: phones do nothing that asks for it by a script, and every byte of the recorder counts.
api.use(afterFreshProof());

/** Stands around the screens once; shown only while the person is asked. */
export function ProofDialog() {
  const [isAsking, setIsAsking] = useState(false);
  const answer = useRef<(isProven: boolean) => void>(undefined);
  useEffect(() => {
    askForProofBy(() => {
      setIsAsking(true);
      return new Promise((resolve) => (answer.current = resolve));
    });
  }, []);
  if (!isAsking) return null;
  const finish = (isProven: boolean) => {
    setIsAsking(false);
    answer.current?.(isProven);
  };
  return <Asking finish={finish} />;
}

function Asking({ finish }: { readonly finish: (isProven: boolean) => void }) {
  const asksCode = useContext(DeskContext)?.me.secondFactor ?? false;
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const prove = useAct(() => ask(api.POST('/api/v1/me/proof', { body: { password, ...(asksCode && { code }) } })), []);
  return (
    <Dialog title={text.title} close={() => finish(false)}>
      <form
        className="proof-form"
        onSubmit={(event) => {
          event.preventDefault();
          prove.mutate(undefined, { onSuccess: () => finish(true) });
        }}
      >
        <p>{text.how}</p>
        <label className="field">
          {text.password}
          <input
            type="password"
            autoComplete="current-password"
            autoFocus
            required
            value={password}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          />
        </label>
        {asksCode ? (
          <label className="field">
            {text.code}
            <input
              autoComplete="one-time-code"
              maxLength={40}
              required
              value={code}
              onChange={({ currentTarget }) => setCode(currentTarget.value)}
            />
          </label>
        ) : null}
        <RefusalNote refusal={prove.error} />
        <div className="proof-acts">
          <button type="button" className="outlined" onClick={() => finish(false)}>
            {text.leave}
          </button>
          <button type="submit" disabled={prove.isPending}>
            {text.submit}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
