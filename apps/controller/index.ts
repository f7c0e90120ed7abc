// The door of the box on the pole, for tests and for whoever runs a fleet inside another program.
export { Device, type DeviceOptions } from './device';
export { DeviceHttp } from './device-http';
export { enrol, readEnrolment } from './enrolment';
export { FileDisk } from './file-disk';
export { Fleet, type FleetMember, type FleetOptions } from './fleet';
export { serveFleetControl } from './fleet-control';
export { NodeDeviceClock } from './node-device-clock';
export { MqttServerLink } from './mqtt-server-link';
