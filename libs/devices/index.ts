// The door of the adapters towards loudspeakers: the table of those that can be chosen, the broker, the MQTT link, and the network in memory.
export { DEVICE_LINKS, type DeviceLinkName } from './device-links';
export { EmbeddedBroker } from './broker/embedded-broker';
export { MqttDeviceLink } from './mqtt/mqtt-device-link';
export { faultScriptSchema, type Fault, type FaultScript } from './simulated/fault-script';
export { NO_FAULTS, SimulatedNetwork, type NetworkFaults } from './simulated/network';
export { SimulatedDeviceLink } from './simulated/simulated-device-link';
export { SimulatedServerLink } from './simulated/simulated-server-link';
