// What is kept, told by subject. Reads may be called anywhere; writes exist only on the stores that a unit of work hands out.
import type { PlaceReads, PlaceStore } from './places';
import type { PeopleReads, PeopleStore } from './people';
import type { DeviceReads, DeviceStore } from './devices';
import type { RecordingReads, RecordingStore } from './recordings';
import type { UploadReads, UploadStore } from './uploads';
import type { AnnouncementReads, AnnouncementStore } from './announcements';
import type { BookingReads, BookingStore } from './bookings';
import type { AirReads, AirStore } from './air';
import type { DeliveryReads, DeliveryStore } from './delivery';
import type { EventReads, EventStore } from './events';
import type { NoticeReads, NoticeStore } from './notices';
import type { LinkReads, LinkStore } from './links';
import type { EmergencyReads, EmergencyStore, ReviewReads, ReviewStore } from './emergencies';
import type { DrillReads, DrillStore, SelfTestReads, SelfTestStore } from './drills';
import type { ComplaintReads, ComplaintStore } from './complaints';
import type { PoleReads, PoleStore } from './poles';
import type { InstallationReads, InstallationStore } from './installation';

export * from './paging';
export * from './places';
export * from './people';
export * from './devices';
export * from './recordings';
export * from './uploads';
export * from './announcements';
export * from './bookings';
export * from './air';
export * from './delivery';
export * from './events';
export * from './notices';
export * from './links';
export * from './emergencies';
export * from './drills';
export * from './complaints';
export * from './poles';
export * from './installation';

/** Everything that can be read. */
export interface StoreReads {
  readonly places: PlaceReads;
  readonly people: PeopleReads;
  readonly devices: DeviceReads;
  readonly recordings: RecordingReads;
  readonly uploads: UploadReads;
  readonly announcements: AnnouncementReads;
  readonly bookings: BookingReads;
  readonly air: AirReads;
  readonly delivery: DeliveryReads;
  readonly events: EventReads;
  readonly notices: NoticeReads;
  readonly links: LinkReads;
  readonly emergencies: EmergencyReads;
  readonly reviews: ReviewReads;
  readonly drills: DrillReads;
  readonly selfTests: SelfTestReads;
  readonly complaints: ComplaintReads;
  readonly poles: PoleReads;
  readonly installation: InstallationReads;
}

/** Everything that can be written, inside a unit of work. Its reads see its own writes. */
export interface Stores extends StoreReads {
  /**
   * Runs a part of the unit that may fail alone: when it rejects, what it wrote is undone, and the rest of the unit stands. Parts come one
   * after the other; a part may have parts of its own.
   */
  apart<T>(part: () => Promise<T>): Promise<T>;
  readonly places: PlaceStore;
  readonly people: PeopleStore;
  readonly devices: DeviceStore;
  readonly recordings: RecordingStore;
  readonly uploads: UploadStore;
  readonly announcements: AnnouncementStore;
  readonly bookings: BookingStore;
  readonly air: AirStore;
  readonly delivery: DeliveryStore;
  readonly events: EventStore;
  readonly notices: NoticeStore;
  readonly links: LinkStore;
  readonly emergencies: EmergencyStore;
  readonly reviews: ReviewStore;
  readonly drills: DrillStore;
  readonly selfTests: SelfTestStore;
  readonly complaints: ComplaintStore;
  readonly poles: PoleStore;
  readonly installation: InstallationStore;
}
