// The door of the rules: pure functions and values, nothing that touches the world.
export * from './air';
export * from './announcement';
export * from './booking';
export * from './events';
export * from './lifecycle';
export * from './message-class';
export * from './people';
export * from './places';
export * from './problem';
export * from './sound';
export * from './time';
export * from './planning';
