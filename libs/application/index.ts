// The door of what people do, and of the ports that adapters fill.
export * from './ports/audio-store';
export * from './ports/sound-renderer';
export * from './ports/device-link';
export * from './ports/job-queue';
export * from './ports/clock';
export * from './ports/stores';
export * from './ports/unit-of-work';
