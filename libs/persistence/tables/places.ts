// The tree of places.
import type { Commune, Controller, Slot, Village, Zone } from '#domain';
import { RULES_BEFORE } from '../migrations/0010-rules';
import { index, json, key, later, nullable, refersTo, table, text, whole } from './table';

export const COMMUNES = table<Commune>('communes', {
  id: key,
  name: text,
  province: text,
  timeZone: text,
  approverRule: text,
  quietHours: json,
  epoch: whole,
  openingAnnouncementId: nullable(text),
  closingAnnouncementId: nullable(text),
  rules: later(json, RULES_BEFORE),
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
  },
  { indices: [index('villages', 'communeId')], foreignKeys: [refersTo('communes', 'communeId')] },
);

export const ZONES = table<Zone>(
  'zones',
  { id: key, communeId: text, villageId: text, name: text },
  { indices: [index('zones', 'communeId')], foreignKeys: [refersTo('villages', 'villageId')] },
);

export const CONTROLLERS = table<Controller>(
  'controllers',
  { id: key, communeId: text, zoneId: text, name: text, volumePercent: whole },
  { indices: [index('controllers', 'communeId')], foreignKeys: [refersTo('zones', 'zoneId')] },
);

export const SLOTS = table<Slot>(
  'slots',
  { id: key, communeId: text, name: text, from: text, to: text },
  { indices: [index('slots', 'communeId')], foreignKeys: [refersTo('communes', 'communeId')] },
);
