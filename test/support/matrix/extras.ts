// What some addresses are asked with beside what their schemas say: what a schema cannot say, and names of things that may be left out.
import type { Extra } from './matrix';

const WHERE = { zoneIds: ['{zone}'] };
const BYTES = { headers: { 'content-type': 'audio/mp4' }, bytes: 'bản ghi' };
const TUS = { 'tus-resumable': '1.0.0' };
const PIECE = {
  headers: { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
  bytes: 'bytes',
};
const WARNING = { body: { templateId: '{emergency-template}', ...WHERE, minutes: 10, reason: 'lũ' } };
const RETRACTION = { body: { announcementId: '{announcement}', reason: 'nhầm ngày' } };
const DRAFT = { body: { title: 'Tin', versions: [] } };
const WORD = { body: { village: '{village}', rundownId: '{rundown}', airingId: '' } };

/** By the name of the route. */
export const EXTRAS: Readonly<Record<string, Extra>> = {
  'DELETE /api/v1/communes/:id/uploads/:uploadId': { headers: TUS },
  'GET /api/v1/communes/:id/rundowns': { query: 'from=2026-11-21T17:00:00Z&to=2026-11-24T17:00:00Z' },
  'GET /api/v1/communes/:id/schedule': { query: 'from=2026-11-22&days=7' },
  'GET /api/v1/communes/:id/self-tests': { query: 'date=2026-11-23' },
  'HEAD /api/v1/communes/:id/uploads/:uploadId': { headers: TUS },
  'PATCH /api/v1/communes/:id/uploads/:uploadId': PIECE,
  'PATCH /api/v1/controllers/:id': { body: { zoneId: '{zone}' } },
  'POST /api/v1/communes/:id/announcements': DRAFT,
  'POST /api/v1/communes/:id/announcements/from-above': { body: { ...DRAFT.body, source: 'province' } },
  'POST /api/v1/communes/:id/bookings': { body: WHERE },
  'POST /api/v1/communes/:id/bookings/check': { body: WHERE },
  'POST /api/v1/communes/:id/consequences': { body: { kind: 'village', villageId: '{village}' } },
  'POST /api/v1/communes/:id/drills': { body: WHERE },
  'POST /api/v1/communes/:id/drills/check': { body: WHERE },
  'POST /api/v1/communes/:id/emergencies': WARNING,
  'POST /api/v1/communes/:id/emergencies/break-glass': WARNING,
  'POST /api/v1/communes/:id/emergencies/check': WARNING,
  'POST /api/v1/communes/:id/emergencies/from-above': WARNING,
  'POST /api/v1/communes/:id/recordings': { ...BYTES, query: 'fileName=a.m4a' },
  'POST /api/v1/communes/:id/retractions': RETRACTION,
  'POST /api/v1/communes/:id/retractions/check': RETRACTION,
  'POST /api/v1/communes/:id/stops': { body: { zoneIds: ['{zone}'], minutes: 5 } },
  'POST /api/v1/communes/:id/uploads': { headers: { ...TUS, 'upload-length': '5' } },
  'POST /leader/agreements': { body: { id: '{person}' } },
  'POST /leader/approvals': { body: { id: '{booking}', heard: 'yes' } },
  'POST /leader/confirmations': { body: { id: '{emergency}', held: 'yes' } },
  'POST /leader/ends': { body: { id: '{emergency}' } },
  'POST /leader/lifts': { body: { id: '{stop}' } },
  'POST /leader/objections': { body: { id: '{person}' } },
  'POST /leader/rejections': { body: { id: '{emergency}' } },
  'POST /leader/returns': { body: { id: '{booking}', about: '{booking}', reason: 'không hợp' } },
  'POST /record/submit': { body: { id: '{announcement}' } },
  'POST /village/mute/lifted': { body: { village: '{village}', stopId: '{stop}' } },
  'POST /village/words': WORD,
  'POST /village/words/withdrawn': WORD,
};
