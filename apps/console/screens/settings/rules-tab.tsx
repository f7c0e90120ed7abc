// What the commune has decided about its air beyond the hours: who approves, how loud, what a village head may do alone, what surrounds a
// drill.
import { api, ask, type Schema } from '#web';
import { HOUR_MS, mayDoSomewhere, MINUTE_MS, type ApproverRule, type DailyWindow, type VolumeBand } from '#domain';
import { View } from '../../parts/view';
import { useServerQuery } from '../../parts/queries';
import { SCREENS } from '../../parts/words';
import { ifMatch, useActor, usePlaces } from './settings-queries';
import { EditForm } from './edit-form';
import type { FormValues } from './fields';

const text = SCREENS.settings;

type Commune = Schema<'Commune'>;
interface OfCommune {
  readonly commune: Commune;
}

export function RulesTab() {
  const asked = usePlaces();
  const actor = useActor();
  return (
    <View asked={asked}>
      {({ commune }) => (
        <div className="halves">
          {mayDoSomewhere(actor, 'people.edit', commune.id) ? <Approvers commune={commune} /> : null}
          {mayDoSomewhere(actor, 'people.edit', commune.id) ? <SigningIn commune={commune} /> : null}
          <Volume commune={commune} />
          <RemindersForm commune={commune} />
          <VillageNotices commune={commune} />
          <AroundDrills commune={commune} />
          <Keeping commune={commune} />
          <Phone commune={commune} />
        </div>
      )}
    </View>
  );
}

const REFRESHES = ['places', 'commune'] as const;

function changeRules({ id }: Commune, revision: number, body: Schema<'CommuneRulesChange'>) {
  return ask(api.PATCH('/api/v1/communes/{id}/rules', { params: { path: { id }, header: ifMatch(revision) }, body }));
}

function changeCommune({ id }: Commune, revision: number, body: Schema<'CommuneChange'>) {
  return ask(api.PATCH('/api/v1/communes/{id}', { params: { path: { id }, header: ifMatch(revision) }, body }));
}

const APPROVERS: readonly (readonly [ApproverRule, string])[] = [
  ['leader', text.approverRules.leader],
  ['operator', text.approverRules.operator],
];

function Approvers({ commune }: OfCommune) {
  const { approverRule, revision } = commune;
  return (
    <EditForm
      title={text.approvers}
      fields={[{ key: 'approverRule', label: text.approverRule, kind: 'choice', options: APPROVERS }]}
      standing={{ values: { approverRule }, revision }}
      note={text.approversMean}
      refreshes={REFRESHES}
      save={(values, from) => changeCommune(commune, from, { approverRule: values['approverRule'] as ApproverRule })}
    />
  );
}

function SigningIn({ commune }: OfCommune) {
  const { rules, revision } = commune;
  return (
    <EditForm
      title={text.signingIn}
      fields={[{ key: 'secondFactorRequired', label: text.secondFactorRequired, kind: 'tick' }]}
      standing={{ values: { secondFactorRequired: rules.secondFactorRequired }, revision }}
      note={text.secondFactorMeans}
      refreshes={REFRESHES}
      save={(values, from) =>
        changeRules(commune, from, { secondFactorRequired: values['secondFactorRequired'] === true })
      }
    />
  );
}

function Volume({ commune }: OfCommune) {
  const { rules, revision } = commune;
  const values = {
    volumeBands: rules.limits.volumeBands,
    emergencyVolumePercent: String(rules.emergencyVolumePercent),
  };
  return (
    <EditForm
      title={text.volumes}
      fields={[
        { key: 'volumeBands', label: text.volumeBands, kind: 'bands' },
        { key: 'emergencyVolumePercent', label: text.emergencyVolume, kind: 'number' },
      ]}
      standing={{ values, revision }}
      note={text.volumesMean}
      refreshes={REFRESHES}
      save={(changed, from) =>
        changeRules(commune, from, {
          limits: { volumeBands: [...(changed['volumeBands'] as readonly VolumeBand[])] },
          emergencyVolumePercent: Number(changed['emergencyVolumePercent']),
        })
      }
    />
  );
}

function RemindersForm({ commune }: OfCommune) {
  const { rules, revision } = commune;
  return (
    <EditForm
      title={text.waiting}
      fields={[
        { key: 'escalateAfterMs', label: text.escalateAfter, kind: 'number' },
        { key: 'selfTestAt', label: text.selfTestAt, kind: 'time' },
      ]}
      standing={{
        values: { escalateAfterMs: String(rules.escalateAfterMs / HOUR_MS), selfTestAt: rules.selfTestAt ?? '' },
        revision,
      }}
      note={text.waitingMeans}
      refreshes={REFRESHES}
      save={({ escalateAfterMs, selfTestAt }, from) =>
        changeRules(commune, from, {
          escalateAfterMs: Math.round(Number(escalateAfterMs) * HOUR_MS),
          selfTestAt: orNull(selfTestAt),
        })
      }
    />
  );
}

function Keeping({ commune }: OfCommune) {
  const { rules, revision } = commune;
  const { unusedDays, playedDays } = rules.keeping;
  return (
    <EditForm
      title={text.keeping}
      fields={[
        { key: 'unusedDays', label: text.keepUnusedDays, kind: 'number' },
        { key: 'playedDays', label: text.keepPlayedDays, kind: 'number' },
      ]}
      standing={{ values: { unusedDays: String(unusedDays), playedDays: String(playedDays) }, revision }}
      note={text.keepingMeans}
      refreshes={REFRESHES}
      save={(changed, from) =>
        changeRules(commune, from, {
          keeping: { unusedDays: Number(changed['unusedDays']), playedDays: Number(changed['playedDays']) },
        })
      }
    />
  );
}

function VillageNotices({ commune }: OfCommune) {
  const { villageNotices } = commune.rules;
  const { allowed, maxDurationMs, windows } = villageNotices;
  return (
    <EditForm
      title={text.villageNotices}
      fields={[
        { key: 'allowed', label: text.villageNoticesAllowed, kind: 'tick' },
        { key: 'maxDurationMs', label: text.villageNoticesMinutes, kind: 'number' },
        { key: 'windows', label: text.villageNoticesHours, kind: 'windows' },
      ]}
      standing={{
        values: { allowed, maxDurationMs: String(maxDurationMs / MINUTE_MS), windows },
        revision: commune.revision,
      }}
      note={text.villageNoticesMean}
      refreshes={REFRESHES}
      save={(values, from) =>
        changeRules(commune, from, {
          villageNotices: {
            allowed: values['allowed'] === true,
            maxDurationMs: Math.round(Number(values['maxDurationMs']) * MINUTE_MS),
            windows: [...(values['windows'] as readonly DailyWindow[])],
          },
        })
      }
    />
  );
}

function AroundDrills({ commune }: OfCommune) {
  const { openingAnnouncementId, closingAnnouncementId } = commune.rules.drill;
  const { data = [] } = useServerQuery(['announcements', 'approved', commune.id], async () => {
    const params = { path: { id: commune.id }, query: { limit: 200 } };
    const { items } = await ask(api.GET('/api/v1/communes/{id}/announcements', { params }));
    return items.filter(({ state }) => state === 'approved');
  });
  const options = [['', text.none] as const, ...data.map(({ id, title }) => [id, title] as const)];
  return (
    <EditForm
      title={text.drillWords}
      fields={[
        { key: 'openingAnnouncementId', label: text.drillOpening, kind: 'choice', options },
        { key: 'closingAnnouncementId', label: text.drillClosing, kind: 'choice', options },
      ]}
      standing={{
        values: {
          openingAnnouncementId: openingAnnouncementId ?? '',
          closingAnnouncementId: closingAnnouncementId ?? '',
        },
        revision: commune.revision,
      }}
      note={text.drillWordsMean}
      refreshes={REFRESHES}
      save={(values, from) =>
        changeRules(commune, from, {
          drill: {
            openingAnnouncementId: orNull(values['openingAnnouncementId']),
            closingAnnouncementId: orNull(values['closingAnnouncementId']),
          },
        })
      }
    />
  );
}

function Phone({ commune }: OfCommune) {
  return (
    <EditForm
      title={text.phone}
      fields={[{ key: 'phone', label: text.phoneNumber, kind: 'text' }]}
      standing={{ values: { phone: commune.phone ?? '' }, revision: commune.revision }}
      note={text.phoneMeans}
      refreshes={REFRESHES}
      save={({ phone }, from) => changeCommune(commune, from, { phone: orNull(phone) })}
    />
  );
}

/** An empty field is nothing chosen. */
function orNull(value: FormValues[string] | undefined): string | null {
  const typed = String(value ?? '').trim();
  return typed === '' ? null : typed;
}
