// The door of the adapters towards loudspeakers: the broker, the MQTT link, and the network in memory.
export { NO_FAULTS, SimulatedNetwork, WireCut, type NetworkFaults } from './simulated/network';
export { SERVER, SimulatedDeviceLink } from './simulated/simulated-device-link';
export { SimulatedServerLink } from './simulated/simulated-server-link';
