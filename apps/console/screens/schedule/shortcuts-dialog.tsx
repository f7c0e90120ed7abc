// The keys of this screen, and the switch for those that are one letter.
import { Checkbox } from '@mantine/core';
import { Dialog } from '../../parts/dialog';
import { useShortcutsChoice } from '../../parts/shortcuts';
import { SCREENS } from '../../parts/words';
import './shortcuts-dialog.css';

const text = SCREENS.schedule;

const KEYS: readonly (readonly [string, keyof typeof text.keys])[] = [
  ['T', 'today'],
  ['[  ]', 'days'],
  ['M', 'move'],
  ['← → ↑ ↓', 'arrows'],
  ['1 2 3', 'scope'],
  ['Enter', 'drop'],
  ['Esc', 'cancel'],
  ['N', 'book'],
  ['P', 'print'],
  ['?', 'help'],
];

export function ShortcutsDialog({ close }: { readonly close: () => void }) {
  const [on, choose] = useShortcutsChoice();
  return (
    <Dialog close={close} title={SCREENS.shell.shortcuts}>
      <dl className="keys">
        {KEYS.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text.keys[word]}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        label={SCREENS.shell.shortcutsOn}
        checked={on}
        onChange={(event) => choose(event.currentTarget.checked)}
      />
    </Dialog>
  );
}
