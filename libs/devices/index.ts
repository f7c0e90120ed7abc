// The door of the adapters towards loudspeakers: the table of those that can be chosen, the broker, the MQTT link, and the network in memory.
export { DEVICE_LINKS, type DeviceLinkName } from './device-links';
export { EmbeddedBroker, type BrokerOptions } from './broker/embedded-broker';
export { DeviceLinkDown, MqttDeviceLink, type MqttDeviceLinkOptions } from './mqtt/mqtt-device-link';
export { NO_FAULTS, SimulatedNetwork, WireCut, type NetworkFaults } from './simulated/network';
export { SERVER, SimulatedDeviceLink } from './simulated/simulated-device-link';
export { SimulatedServerLink } from './simulated/simulated-server-link';
