// The door of the wire between server and device. See PROTOCOL.md.
export * from './derived-id';
export * from './emergency-entries';
export * from './envelope';
export * from './messages';
export * from './topics';
