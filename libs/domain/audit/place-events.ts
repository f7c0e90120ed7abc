// What the events about places and the boxes that hang there say.
import type { SpecialDay } from '../calendar/special-days';
import type { Instant, LocalDate } from '../calendar/time';
import type { ComplaintTopic } from '../places/complaint';
import type { Commune, Controller, Slot, Village, Zone } from '../places/places';
import type { RecordKind } from './record-kinds';
import type { Added, Changed, Nothing, Removed } from './event-parts';

type CommuneFields = Pick<Commune, 'quietHours' | 'approverRule' | 'phone'>;
type VillageFields = Pick<Village, 'name' | 'label' | 'households' | 'languages' | 'people' | 'quietHours' | 'limits'>;
type SlotFields = Pick<Slot, 'name' | 'from' | 'to'>;
type ControllerFields = Pick<Controller, 'name' | 'zoneId' | 'volumePercent' | 'position'>;
type Identified<Fields> = Fields & { readonly id: string };

/** Edits of places: each says what was before and what is after. */
export interface PlaceEdited {
  'commune.rules-changed': Changed<Commune['rules']>;
  'commune.changed': Changed<CommuneFields>;
  'village.created': Added<Partial<VillageFields>>;
  'village.changed': Changed<Partial<VillageFields>>;
  'village.retired': Removed<Pick<Village, 'name' | 'label'>>;
  'zone.created': Added<Pick<Zone, 'name' | 'villageId'>>;
  'zone.changed': Changed<Pick<Zone, 'name'>>;
  'zone.retired': Removed<Pick<Zone, 'name' | 'villageId'>>;
  'controller.created': Added<Pick<Controller, 'name' | 'zoneId'> & Partial<ControllerFields>>;
  'controller.changed': Changed<Partial<ControllerFields>>;
  'controller.retired': Removed<Pick<Controller, 'name' | 'zoneId'>>;
  'slot.created': Added<SlotFields>;
  'slot.changed': Changed<Partial<SlotFields>>;
  'slot.retired': Removed<SlotFields>;
  'device.retired': Removed<{ readonly deviceId: string }>;
}

export interface PlaceEvents extends PlaceEdited {
  /** Everything it began with but its people, who are told one by one. */
  'commune.founded': {
    readonly commune: Omit<Commune, 'id' | 'epoch' | 'revision'>;
    readonly slots: readonly Identified<SlotFields>[];
    readonly villages: readonly Identified<VillageFields>[];
    readonly zones: readonly Identified<Pick<Zone, 'name' | 'villageId'>>[];
    readonly controllers: readonly Identified<ControllerFields>[];
  };
  'commune.signature-set': Pick<Commune, 'openingAnnouncementId' | 'closingAnnouncementId'>;
  /** `knewBetter`: by what it was noticed that the database is an older one. */
  'commune.database-older': { readonly epoch: number; readonly knewBetter: 'witness' | 'pole' };
  /** Another signing key follows the one before, which counts until `oldUntil`; `revoked`: it is in foreign hands. */
  'commune.key-changed': {
    readonly serial: number;
    readonly keyId: string;
    readonly oldUntil: Instant;
    readonly revoked: boolean;
  };
  'commune.drill-key-changed': { readonly keyId: string };
  /** The database was older than the key at which the boxes are. */
  'commune.key-recovered': { readonly serial: number; readonly keyId: string; readonly before: string };
  /** A row by which the air is planned or a warning given is not what was told of it, by nobody's act. */
  /** The log is guarded from outside anew since then: what had guarded it was lost, or a copy was brought back. */
  'commune.log-begun-anew': { readonly begunAt: Instant };
  'commune.row-altered': { readonly row: RecordKind; readonly keptSha256: string };
  'commune.special-days-entered': Pick<SpecialDay, 'name' | 'quietHours' | 'seriesRest'> & {
    readonly dates: readonly LocalDate[];
  };
  'commune.special-day-removed': Pick<SpecialDay, 'name' | 'date'>;
  'complaint.received': { readonly controllerId: string; readonly topic: ComplaintTopic };
  'complaint.closed': { readonly controllerId: string; readonly answer: string };
}

export interface DeviceEvents {
  'device.code-issued': Nothing;
  /** `replaces`: the box that hung there before. */
  'device.enrolled': { readonly deviceId: string; readonly replaces: string | null };
  'device.online': Nothing;
  'device.offline': Nothing;
  'pole.muted': { readonly until: Instant };
  'pole.unmuted': { readonly until: Instant };
  /** Too much of what the box sent was not believed. */
  'device.not-heard': { readonly until: Instant };
  /** `reason`: what was wrong with what the box sent; `count`: how often, absent in what was written down one by one. */
  'evidence.rejected': { readonly reason: string; readonly count?: number };
  /** The box believes a key that the commune never had. */
  'device.key-foreign': { readonly deviceId: string; readonly keyId: string };
  /** Two boxes with one identity, or one with an older copy of its disk. `seen`: what cannot be of one box. */
  'device.doubled': { readonly seen: 'two-words' | 'two-journals' };
  /** Receipts that were acknowledged once, are not known here, and that the box no longer has. */
  'evidence.lost': { readonly deviceEpoch: string; readonly from: number; readonly to: number };
}
