// The door of what people do, and of the ports that adapters fill.
export * from './ports/audio-store';
export * from './ports/sound-renderer';
export * from './ports/device-link';
