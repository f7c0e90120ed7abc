// The door of the device's brain.
export { handOver } from './hand-over';
export { DEVICE_FILES } from './kept-files';
export type { DeviceIdentity } from './identity';
export { Loudspeaker } from './loudspeaker';
export * from './ports';
export { shareOf } from './share';
