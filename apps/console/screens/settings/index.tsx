// "Quản trị": places, loudspeakers, hours, people and links of the commune, each for whoever may keep it.
import { Tabs } from '@mantine/core';
import { useState, type ComponentType } from 'react';
import { mayDoSomewhere, type Act, type Actor } from '#domain';
import { NoRight } from '../../parts/view';
import { useDesk } from '../../shell/desk';
import { SCREENS } from '../../shell/words';
import { HoursTab } from './hours-tab';
import { LinksTab } from './links-tab';
import { PeopleTab } from './people-tab';
import { PlacesTab } from './places-tab';
import { PolesTab } from './poles-tab';
import './settings.css';

const text = SCREENS.settings;

interface Tab {
  readonly key: keyof typeof text.tabs;
  /** What one must be allowed to do for it to be of use. */
  readonly act: Act;
  readonly Content: ComponentType;
}

const TABS: readonly Tab[] = [
  { key: 'places', act: 'place.edit', Content: PlacesTab },
  { key: 'poles', act: 'controller.edit', Content: PolesTab },
  { key: 'hours', act: 'place.edit', Content: HoursTab },
  { key: 'people', act: 'people.edit', Content: PeopleTab },
  { key: 'links', act: 'link.issue', Content: LinksTab },
];

export default function Settings() {
  const tabs = useTabs();
  const [open, setOpen] = useState<string | null>(tabs[0]?.key ?? null);
  return (
    <div className="stack settings">
      <h1>{SCREENS.shell.screens.settings}</h1>
      {tabs.length === 0 ? (
        <NoRight />
      ) : (
        <Tabs value={open} onChange={setOpen} keepMounted={false}>
          <Tabs.List aria-label={SCREENS.shell.screens.settings}>
            {tabs.map(({ key }) => (
              <Tabs.Tab key={key} value={key}>
                {text.tabs[key]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {tabs.map(({ key, Content }) => (
            <Tabs.Panel key={key} value={key} pt={16}>
              <Content />
            </Tabs.Panel>
          ))}
        </Tabs>
      )}
    </div>
  );
}

/** The tabs that are of use to this person; what may be done, the server decides. */
function useTabs(): readonly Tab[] {
  const { me, commune } = useDesk();
  const grants = me.grants.map((grant, index) => ({ ...grant, id: String(index), personId: me.personId }));
  const actor: Actor = { personId: me.personId, name: me.name, communeId: me.communeId, grants };
  return TABS.filter(({ act }) => mayDoSomewhere(actor, act, commune.id));
}
