// "Quản trị": places, loudspeakers, hours, rules, prepared warnings, people and links of the commune, each for whoever may keep it, and
// in the demo the training with simulated poles.
import { Tabs } from '@mantine/core';
import { useState, type ComponentType } from 'react';
import { useSearch } from 'wouter';
import { mayDoSomewhere, type Act } from '#domain';
import { NoRight } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { SCREENS } from '../../parts/words';
import { useActor, useSimulator } from './settings-queries';
import { HoursTab } from './hours-tab';
import { LinksTab } from './links-tab';
import { PeopleTab } from './people-tab';
import { PlacesTab } from './places-tab';
import { PolesTab } from './poles-tab';
import { RulesTab } from './rules-tab';
import { TrainingTab } from './training-tab';
import { WarningsTab } from './warnings-tab';
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
  { key: 'rules', act: 'place.edit', Content: RulesTab },
  { key: 'warnings', act: 'emergency.order', Content: WarningsTab },
  { key: 'people', act: 'people.edit', Content: PeopleTab },
  { key: 'links', act: 'link.issue', Content: LinksTab },
  { key: 'training', act: 'device.code', Content: TrainingTab },
];

export default function Settings() {
  const tabs = useTabs();
  const asked = new URLSearchParams(useSearch()).get('tab');
  const [chosen, setChosen] = useState<string | null>(null);
  const open = chosen ?? (tabs.find(({ key }) => key === asked) ?? tabs[0])?.key ?? null;
  return (
    <div className="stack settings">
      <h1>{SCREENS.shell.screens.settings}</h1>
      {tabs.length === 0 ? (
        <NoRight />
      ) : (
        <Tabs value={open} onChange={setChosen} keepMounted={false}>
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
  const { commune } = useDesk();
  const actor = useActor();
  const own = TABS.filter(({ act }) => mayDoSomewhere(actor, act, commune.id));
  // Where there are no simulated poles, the server says so.
  const simulator = useSimulator(own.some(({ key }) => key === 'training'));
  return own.filter(({ key }) => key !== 'training' || simulator.data !== undefined);
}
