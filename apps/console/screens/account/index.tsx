// What I am told, and my own account: the password, the PIN on the phone, where I am signed in, keys of programs, single-key shortcuts.
import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, ask } from '#web';
import { useAct } from '../../parts/queries';
import { RefusalNote } from '../../parts/refusal-note';
import { useShortcutsChoice } from '../../parts/shortcuts';
import { SecondPerson } from '../../parts/second-person';
import { SCREENS } from '../../parts/words';
import { Notices } from './notices';
import { SecondFactor } from './second-factor';
import { Sessions } from './sessions';
import { Tokens } from './tokens';
import './account.css';

const text = SCREENS.account;

export default function Account() {
  const [shortcuts, setShortcuts] = useShortcutsChoice();
  return (
    <>
      <h1>{text.heading}</h1>
      <div className="account">
        <div>
          <SecondPerson />
          <Notices />
        </div>
        <div className="account-own">
          <Password />
          <Pin />
          <SecondFactor />
          <Sessions />
          <Tokens />
          <section className="card" aria-label={SCREENS.shell.shortcuts}>
            <h2>{SCREENS.shell.shortcuts}</h2>
            <Checkbox
              label={SCREENS.shell.shortcutsOn}
              checked={shortcuts}
              onChange={({ currentTarget }) => setShortcuts(currentTarget.checked)}
            />
          </section>
        </div>
      </div>
    </>
  );
}

/** As the server asks for. */
const MIN_PASSWORD_LENGTH = 10;

function Password() {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const save = useAct(() => ask(api.PUT('/api/v1/me/password', { body: { current, password } })), []);
  return (
    <form
      className="card account-form"
      aria-label={text.password}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined, { onSuccess: () => location.assign('/sign-in?next=/desk/account') });
      }}
    >
      <h2>{text.password}</h2>
      <p>{text.passwordHow}</p>
      <PasswordInput
        label={text.current}
        autoComplete="current-password"
        value={current}
        onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
      />
      <PasswordInput
        label={text.newPassword}
        autoComplete="new-password"
        value={password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
      />
      <Button type="submit" loading={save.isPending} disabled={current === '' || password.length < MIN_PASSWORD_LENGTH}>
        {text.changePassword}
      </Button>
      <RefusalNote refusal={save.error} />
    </form>
  );
}

function Pin() {
  const [password, setPassword] = useState('');
  const [pin, setPin] = useState('');
  const save = useAct(() => ask(api.PUT('/api/v1/me/pin', { body: { password, pin } })), []);
  const forget = () => {
    setPassword('');
    setPin('');
  };
  return (
    <form
      className="card account-form"
      aria-label={text.pin}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined, { onSuccess: forget });
      }}
    >
      <h2>{text.pin}</h2>
      <PasswordInput
        label={text.current}
        autoComplete="current-password"
        value={password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
      />
      <TextInput
        label={text.newPin}
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        value={pin}
        onChange={({ currentTarget }) => setPin(currentTarget.value)}
      />
      <Button type="submit" loading={save.isPending} disabled={password === '' || !/^\d{6}$/.test(pin)}>
        {text.savePin}
      </Button>
      <p role="status">{save.isSuccess ? text.pinSaved : ''}</p>
      <RefusalNote refusal={save.error} />
    </form>
  );
}
