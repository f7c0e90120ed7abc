// All stores on one connection: that of the reader, or that of one unit of work.
import type { EntityManager } from 'typeorm';
import type { Stores } from '#application';
import { LINK_CHANGES, noting, PEOPLE_CHANGES, PLACE_CHANGES } from '../change-notes';
import type { CommitNotes } from '../commit-notes';
import { TableAirStore } from './air';
import { TableAnnouncementStore } from './announcements';
import { TableBookingStore } from './bookings';
import { TableComplaintStore } from './complaints';
import { TableDeliveryStore } from './delivery';
import { TableDeviceStore } from './devices';
import { TableEmergencyStore } from './emergencies';
import { TableDrillStore, TableSelfTestStore } from './drills';
import { TableEventStore } from './events';
import { TableInstallationStore } from './installation';
import { TableLinkStore } from './links';
import { TableNoticeStore } from './notices';
import { TablePeopleStore } from './people';
import { TablePlaceStore } from './places';
import { TablePoleStore } from './poles';
import { TableRecordingStore } from './recordings';
import { TableReviewStore } from './reviews';
import { TableUploadStore } from './uploads';

/** The stores, without what a unit of work adds to them. */
export type TableStores = Omit<Stores, 'apart'> & { readonly events: TableEventStore };

/** `notes` collects what is told once the writes are durable. */
export function storesOn(manager: EntityManager, notes: CommitNotes): TableStores {
  return {
    places: noting(new TablePlaceStore(manager), PLACE_CHANGES, notes),
    people: noting(new TablePeopleStore(manager), PEOPLE_CHANGES, notes),
    devices: new TableDeviceStore(manager),
    recordings: new TableRecordingStore(manager),
    uploads: new TableUploadStore(manager),
    announcements: new TableAnnouncementStore(manager),
    bookings: new TableBookingStore(manager),
    air: new TableAirStore(manager, notes),
    delivery: new TableDeliveryStore(manager),
    events: new TableEventStore(manager, notes),
    notices: new TableNoticeStore(manager),
    links: noting(new TableLinkStore(manager), LINK_CHANGES, notes),
    emergencies: new TableEmergencyStore(manager),
    reviews: new TableReviewStore(manager),
    drills: new TableDrillStore(manager),
    selfTests: new TableSelfTestStore(manager),
    complaints: new TableComplaintStore(manager),
    poles: new TablePoleStore(manager),
    installation: new TableInstallationStore(manager),
  };
}
