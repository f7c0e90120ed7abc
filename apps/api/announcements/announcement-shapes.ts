// Announcements on their way in and out.
import { ANNOUNCEMENT_SOURCES, ANNOUNCEMENT_STATES, MESSAGE_CLASSES } from '#domain';
import type { AnnouncementView } from '#application';
import type { Language } from '#words';
import { z } from 'zod';
import { instant, localDate, localDateIn } from '../http/instants';
import { pageOf, pageQuery } from '../http/paging';
import { presentRecording, recording } from '../recordings/recording-shapes';

const id = z.string();

const version = z.object({ language: z.string(), recordingId: id, script: z.string() }).meta({ id: 'LanguageVersion' });

const wishFields = {
  villageIds: z.array(id).max(100),
  date: localDate.nullable(),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable(),
};

const wishIn = z.strictObject({ ...wishFields, date: localDateIn.nullable() });

const wish = z.strictObject(wishFields).meta({
  id: 'AirWish',
  description: 'Where and when its author would like to have it on air, in the commune’s time; books nothing',
});

const announcementListed = z
  .object({
    id,
    communeId: id,
    title: z.string(),
    category: z.string(),
    messageClass: z.enum(MESSAGE_CLASSES),
    source: z
      .enum(ANNOUNCEMENT_SOURCES)
      .meta({ description: 'What comes from above carries its class in; nobody here changes it' }),
    versions: z.array(version),
    state: z.enum(ANNOUNCEMENT_STATES),
    createdBy: id,
    editors: z.array(id).meta({ description: 'Everybody who wrote this content; none of them may approve it' }),
    createdAt: instant,
    revision: z.int().meta({ description: 'Rises with every edit; also the ETag' }),
    note: z.string().nullable().meta({ description: 'What the person wrote who asked for changes' }),
    wish: wish.nullable(),
  })
  .meta({ id: 'ListedAnnouncement' });

export const announcement = announcementListed
  .extend({
    recordings: z.array(recording),
    digest: z
      .string()
      .nullable()
      .meta({ description: 'What an approval is bound to; null while a sound is not ready' }),
    languagesMissing: z
      .array(z.string())
      .meta({ description: 'Main languages of villages of the commune in which nothing is said' }),
  })
  .meta({ id: 'Announcement' });

export const announcements = pageOf('AnnouncementPage', announcementListed);

export const announcementQuery = pageQuery.extend({
  mine: z.enum(['yes', 'no']).default('no').meta({ description: 'Only what I wrote' }),
});
export type AnnouncementQuery = z.output<typeof announcementQuery>;

const draft = z.strictObject({
  title: z.string().trim().min(1).max(200),
  category: z.string().trim().max(60),
  messageClass: z.enum(MESSAGE_CLASSES),
  versions: z
    .array(
      z.strictObject({
        language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
        recordingId: z.string().min(1).max(100),
        script: z.string().max(20_000),
      }),
    )
    .max(20),
  wish: wishIn.nullable().optional(),
});

export const newAnnouncement = draft
  .extend({ category: draft.shape.category.default(''), messageClass: draft.shape.messageClass.default('normal') })
  .meta({
    id: 'NewAnnouncement',
    examples: [
      {
        title: 'Tiêm phòng cho trẻ em',
        category: 'y-te',
        messageClass: 'normal',
        versions: [{ language: 'vi', recordingId: '0198…', script: 'Kính mời bà con…' }],
      },
    ],
  });
export type NewAnnouncement = z.output<typeof newAnnouncement>;

export const announcementChange = draft.partial().meta({ id: 'AnnouncementChange' });
export type AnnouncementChange = z.output<typeof announcementChange>;

export const changesRequest = z.strictObject({ note: z.string().trim().max(2_000).default('') }).meta({
  id: 'ChangesRequest',
  description: 'The note is required',
  examples: [{ note: '0:42 nói nhầm giờ, ghi lại giúp.' }],
});
export type ChangesRequest = z.output<typeof changesRequest>;

export const approval = z
  .strictObject({ digest: z.string().regex(/^[0-9a-f]{64}$/) })
  .meta({ id: 'ApprovalRequest', description: 'The digest of what was seen and heard' });
export type ApprovalRequest = z.output<typeof approval>;

/** With the words for recordings that were refused. */
export function presentAnnouncement(view: AnnouncementView, language: Language) {
  return { ...view, recordings: view.recordings.map((each) => presentRecording(each, language)) };
}
