// The door of the adapters towards loudspeakers: the broker, the MQTT link, and the network in memory.
export { EmbeddedBroker, type BrokerOptions } from './broker/embedded-broker';
export { DeviceLinkDown, MqttDeviceLink, type MqttDeviceLinkOptions } from './mqtt/mqtt-device-link';
export { NO_FAULTS, SimulatedNetwork, WireCut, type NetworkFaults } from './simulated/network';
export { SERVER, SimulatedDeviceLink } from './simulated/simulated-device-link';
export { SimulatedServerLink } from './simulated/simulated-server-link';
