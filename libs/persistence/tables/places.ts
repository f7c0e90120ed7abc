// The tree of places, and the special days of a commune.
import type { Commune, Controller, Slot, SpecialDay, Village, Zone } from '#domain';
import { flag, index, instant, json, key, nullable, refersTo, table, text, unique, whole } from './table';

/** What every place has that can be edited and retired. */
const editable = { revision: whole, retiredAt: nullable(instant) };

export const COMMUNES = table<Commune>('communes', {
  id: key,
  name: text,
  province: text,
  phone: nullable(text),
  timeZone: text,
  approverRule: text,
  quietHours: json,
  epoch: whole,
  openingAnnouncementId: nullable(text),
  closingAnnouncementId: nullable(text),
  rules: json,
  revision: whole,
});

export const VILLAGES = table<Village>(
  'villages',
  {
    id: key,
    communeId: text,
    name: text,
    label: text,
    households: whole,
    languages: json,
    quietHours: nullable(json),
    limits: nullable(json),
    people: nullable(whole),
    ...editable,
  },
  { indices: [index('villages', 'communeId')], foreignKeys: [refersTo('communes', 'communeId')] },
);

export const ZONES = table<Zone>(
  'zones',
  { id: key, communeId: text, villageId: text, name: text, ...editable },
  { indices: [index('zones', 'communeId')], foreignKeys: [refersTo('villages', 'villageId')] },
);

export const CONTROLLERS = table<Controller>(
  'controllers',
  {
    id: key,
    communeId: text,
    zoneId: text,
    name: text,
    volumePercent: whole,
    publicCode: text,
    position: nullable(json),
    ...editable,
  },
  {
    indices: [index('controllers', 'communeId'), unique('controllers', 'publicCode')],
    foreignKeys: [refersTo('zones', 'zoneId')],
  },
);

export const SLOTS = table<Slot>(
  'slots',
  { id: key, communeId: text, name: text, from: text, to: text, ...editable },
  { indices: [index('slots', 'communeId')], foreignKeys: [refersTo('communes', 'communeId')] },
);

export const SPECIAL_DAYS = table<SpecialDay>(
  'special_days',
  { id: key, communeId: text, date: text, name: text, quietHours: json, seriesRest: flag },
  {
    indices: [unique('special_days', 'communeId', 'date', 'name')],
    foreignKeys: [refersTo('communes', 'communeId')],
  },
);
