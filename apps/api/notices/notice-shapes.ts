// Notices on their way out.
import { NOTICE_KINDS, type Notice } from '#domain';
import { noticeText, type Language } from '#words';
import { z } from 'zod';
import { instant, openValues } from '../http/instants';
import { pageOf } from '../http/paging';

const id = z.string();

const notice = z
  .object({
    id,
    communeId: id,
    kind: z.enum(NOTICE_KINDS),
    subjectId: id.meta({ description: 'What it speaks of: a booking, an announcement, an emergency, a rundown' }),
    values: openValues,
    detail: z.string().meta({ description: 'The notice in words' }),
    at: instant,
    readAt: instant.nullable(),
  })
  .meta({ id: 'Notice' });

export const notices = pageOf('NoticePage', notice);

/** With its sentence. */
export function presentNotice(notice: Notice, language: Language) {
  return { ...notice, detail: noticeText(language, notice) };
}
