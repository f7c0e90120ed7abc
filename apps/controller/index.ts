// The door of the box on the pole, for tests: what it reaches the server by.
export { DeviceHttp } from './device-http';
export { NodeDeviceClock } from './node-device-clock';
export { MqttServerLink } from './mqtt-server-link';
