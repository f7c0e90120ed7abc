// The door of the box on the pole: the fleet for a server that runs it itself, and for tests what a box reaches the server by.
export { byMqtt, inProcess } from './device';
export { DeviceHttp } from './device-http';
export { NodeDeviceClock } from './node-device-clock';
export { MqttServerLink } from './mqtt-server-link';
export { OpenFleet } from './open-fleet';
export { requirePossibleFaults } from './fault-run';
