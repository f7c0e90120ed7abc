// Warnings that are prepared before anybody needs them: which danger, what is said, what says afterwards that it is over, and where.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, ask, type Schema } from '#web';
import { fill } from '#words';
import { useServerQuery } from '../../parts/queries';
import { StateBadge } from '../../parts/state-badge';
import { View } from '../../parts/view';
import { useVillages } from '../../parts/villages';
import { useDesk } from '../../parts/desk';
import { SCREENS } from '../../parts/words';
import { ifMatch } from './settings-queries';
import { Confirm } from './confirm';
import { EditForm } from './edit-form';
import type { FormValues } from './fields';
import { NewWarning } from './new-warning';
import { useTemplates, type EmergencyTemplate } from '../../parts/templates';

const text = SCREENS.settings;

/** What is open beside the table. */
type Open = { readonly kind: 'template'; readonly id?: string } | { readonly kind: 'sound' };

export function WarningsTab() {
  const templates = useTemplates();
  const sounds = useWarningSounds();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const template = open?.kind === 'template' ? templates.data?.find(({ id }) => id === open.id) : undefined;
  return (
    <div className="beside">
      <div className="stack">
        <p>{text.warningsMean}</p>
        <View asked={templates} isEmpty={(all) => all.length === 0} empty={text.noWarnings}>
          {(all) => (
            <TemplateTable templates={all} sounds={sounds} onOpen={(id) => setOpen({ kind: 'template', id })} />
          )}
        </View>
        <div className="row">
          <Button onClick={() => setOpen({ kind: 'template' })}>{text.newWarning}</Button>
          <Button variant="default" onClick={() => setOpen({ kind: 'sound' })}>
            {text.newSound}
          </Button>
        </div>
        <WaitingSounds sounds={sounds} />
      </div>
      {open?.kind === 'template' ? (
        <TemplateForm key={template?.id ?? 'new'} template={template} sounds={sounds} onClose={close} />
      ) : null}
      {open?.kind === 'sound' ? <NewWarning onClose={close} /> : null}
    </div>
  );
}

type Sound = Schema<'ListedAnnouncement'>;

/** Everything that was written as an emergency message, newest first. */
function useWarningSounds(): readonly Sound[] {
  const { commune } = useDesk();
  const { data = [] } = useServerQuery(['announcements', 'warnings', commune.id], async () => {
    const params = { path: { id: commune.id }, query: { limit: 200 } };
    const { items } = await ask(api.GET('/api/v1/communes/{id}/announcements', { params }));
    return items.filter(({ messageClass }) => messageClass === 'emergency');
  });
  return data;
}

function TemplateTable({
  templates,
  sounds,
  onOpen,
}: {
  readonly templates: readonly EmergencyTemplate[];
  readonly sounds: readonly Sound[];
  readonly onOpen: (id: string) => void;
}) {
  const titleOf = (wanted: string) => sounds.find(({ id }) => id === wanted)?.title ?? '…';
  const villages = useVillages().data ?? [];
  return (
    <div className="scrolls" tabIndex={0} role="region" aria-label={text.tabs.warnings}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{text.danger}</th>
            <th scope="col">{text.warningSound}</th>
            <th scope="col">{text.allClearSound}</th>
            <th scope="col">{text.where}</th>
            <th scope="col">{text.actions}</th>
          </tr>
        </thead>
        <tbody>
          {templates.map(({ id, name, announcementId, allClearAnnouncementId, villageIds }) => (
            <tr key={id}>
              <th scope="row">
                <button type="button" className="plain" aria-label={`${name}: ${text.edit}`} onClick={() => onOpen(id)}>
                  {name}
                </button>
              </th>
              <td>{titleOf(announcementId)}</td>
              <td>
                {allClearAnnouncementId === null ? (
                  <StateBadge look="waiting">{text.none}</StateBadge>
                ) : (
                  titleOf(allClearAnnouncementId)
                )}
              </td>
              <td>
                {villageIds.length === 0
                  ? text.wholeCommune
                  : villages
                      .filter((village) => villageIds.includes(village.id))
                      .map((village) => village.name)
                      .join(', ')}
              </td>
              <td>
                <Confirm
                  act={text.retire}
                  about={name}
                  title={fill(text.retireTitle, { name })}
                  warning={text.retireWarningSound}
                  refreshes={['emergencies']}
                  run={() => ask(api.DELETE('/api/v1/emergency-templates/{id}', { params: { path: { id } } }))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What cannot be chosen yet, because another person has to listen first. */
function WaitingSounds({ sounds }: { readonly sounds: readonly Sound[] }) {
  const waiting = sounds.filter(({ state }) => state === 'submitted');
  if (waiting.length === 0) return null;
  return (
    <section aria-label={text.waitingSounds}>
      <h2>{text.waitingSounds}</h2>
      <ul className="bare">
        {waiting.map(({ id, title }) => (
          <li key={id}>
            <Link href={`/approvals/${id}`}>{title}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

const HAZARDS = Object.entries(text.hazards);

interface TemplateFormProps {
  readonly template: EmergencyTemplate | undefined;
  readonly sounds: readonly Sound[];
  readonly onClose: () => void;
}

function TemplateForm({ template, sounds, onClose }: TemplateFormProps) {
  const { commune } = useDesk();
  const villages = useVillages().data ?? [];
  const approved = sounds.filter(({ state }) => state === 'approved').map(({ id, title }) => [id, title] as const);
  const { name = '', announcementId = '', allClearAnnouncementId, villageIds = [], revision = 0 } = template ?? {};
  return (
    <EditForm
      title={template?.name ?? text.newWarning}
      fields={[
        { key: 'name', label: text.danger, kind: 'text', options: HAZARDS },
        { key: 'announcementId', label: text.warningSound, kind: 'choice', options: [['', ''], ...approved] },
        {
          key: 'allClearAnnouncementId',
          label: text.allClearSound,
          kind: 'choice',
          options: [['', text.none], ...approved],
        },
        {
          key: 'villageIds',
          label: text.whereBeforehand,
          kind: 'picks',
          options: villages.map((village) => [village.id, `${village.label} ${village.name}`] as const),
        },
      ]}
      standing={{
        values: { name, announcementId, allClearAnnouncementId: allClearAnnouncementId ?? '', villageIds },
        revision,
      }}
      note={approved.length === 0 ? text.noApprovedSound : text.onlyApproved}
      refreshes={['emergencies']}
      save={(values, from) => {
        const body = draftOf(values);
        return template
          ? ask(
              api.PATCH('/api/v1/emergency-templates/{id}', {
                params: { path: { id: template.id }, header: ifMatch(from) },
                body,
              }),
            )
          : ask(api.POST('/api/v1/communes/{id}/emergency-templates', { params: { path: { id: commune.id } }, body }));
      }}
      onSaved={template ? undefined : onClose}
      onClose={onClose}
    />
  );
}

function draftOf({ name, announcementId, allClearAnnouncementId, villageIds }: FormValues) {
  return {
    name: String(name),
    announcementId: String(announcementId),
    allClearAnnouncementId: allClearAnnouncementId === '' ? null : String(allClearAnnouncementId),
    villageIds: [...(villageIds as readonly string[])],
  };
}
