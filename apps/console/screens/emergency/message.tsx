// What is said: a prepared warning, or a word spoken now.
import { Link } from 'wouter';
import { api, ask, type Schema } from '#web';
import { useServerQuery } from '../../parts/queries';
import { HornSound } from '../../parts/horn-sound';
import { SCREENS } from '../../parts/words';
import type { EmergencyRequest } from './emergency-acts';
import { SpeakNow } from './speak-now';
import type { EmergencyTemplate } from '../../parts/templates';

const text = SCREENS.emergency;

export type Chosen =
  | { readonly kind: 'template'; readonly template: EmergencyTemplate }
  | { readonly kind: 'spoken'; readonly announcement: Schema<'Announcement'> | undefined };

/** The part of the request that names it; undefined while nothing is ready to be said. */
export function messageOf(
  chosen: Chosen | undefined,
): Pick<EmergencyRequest, 'templateId' | 'announcementId'> | undefined {
  if (chosen?.kind === 'template') return { templateId: chosen.template.id };
  return chosen?.announcement && { announcementId: chosen.announcement.id };
}

export function Message({
  templates,
  chosen,
  choose,
}: {
  readonly templates: readonly EmergencyTemplate[];
  readonly chosen: Chosen | undefined;
  readonly choose: (chosen: Chosen) => void;
}) {
  return (
    <>
      {templates.length === 0 ? (
        <p>
          {text.noTemplates} <Link href="/settings?tab=warnings">{text.prepare}</Link>
        </p>
      ) : null}
      <div className="choices" role="group" aria-label={text.templates}>
        {templates.map((template) => (
          <label key={template.id} className="choice large">
            <input
              type="radio"
              name="message"
              checked={chosen?.kind === 'template' && chosen.template.id === template.id}
              onChange={() => choose({ kind: 'template', template })}
            />
            <span>
              {template.name}
              <span className="muted small">
                {template.allClearAnnouncementId === null ? text.allClearMissing : text.allClearReady}
              </span>
            </span>
          </label>
        ))}
        <label className="choice large">
          <input
            type="radio"
            name="message"
            checked={chosen?.kind === 'spoken'}
            onChange={() => choose({ kind: 'spoken', announcement: undefined })}
          />
          <span>
            {text.speakNow}
            <span className="muted small">{text.speakHint}</span>
          </span>
        </label>
      </div>
      {chosen?.kind === 'spoken' ? (
        <SpeakNow onSpoken={(announcement) => choose({ kind: 'spoken', announcement })} />
      ) : null}
      {chosen?.kind === 'template' ? <Prepared announcementId={chosen.template.announcementId} /> : null}
      {chosen?.kind === 'spoken' && chosen.announcement ? (
        <HornSound announcement={chosen.announcement} label={text.listen} />
      ) : null}
    </>
  );
}

function Prepared({ announcementId }: { readonly announcementId: string }) {
  const path = { id: announcementId };
  const { data } = useServerQuery(['announcements', announcementId], () =>
    ask(api.GET('/api/v1/announcements/{id}', { params: { path } })),
  );
  if (!data) return null;
  return (
    <div className="listen">
      <p className="muted">{text.listen}</p>
      <HornSound announcement={data} label={text.listen} />
    </div>
  );
}
