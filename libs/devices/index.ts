// The door of the adapters towards loudspeakers: the table of those that can be chosen, the broker, the MQTT link, and the network in memory.
export { DEVICE_LINKS, type DeviceLinkName } from './device-links';
export type { BoxEnd } from './simulated/open-simulated-link';
export { EmbeddedBroker } from './broker/embedded-broker';
export { MqttDeviceLink } from './mqtt/mqtt-device-link';
export {
  faultScriptSchema,
  type Fault,
  type FaultScript,
  type HornManner,
  type LinkManner,
  type PoleFault,
  type TimedPoleFault,
} from './simulated/fault-script';
export { lessonOf, nameOfFault } from './simulated/lessons';
export { FaultyLink } from './simulated/faulty-link';
export { FaultyHorn, FillableDisk, WrongClock } from './simulated/faulty-parts';
export { LinkManners } from './simulated/link-manners';
export { EarlierCopies, onDevice, type FaultOfDevice, type FaultyDevice } from './simulated/on-device';
export { SeededChance } from './simulated/seeded-chance';
export { NO_FAULTS, SimulatedNetwork, type NetworkFaults } from './simulated/network';
export { SimulatedDeviceLink } from './simulated/simulated-device-link';
export { SimulatedServerLink } from './simulated/simulated-server-link';
