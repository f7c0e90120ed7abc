// The door of the rules: pure functions and values, nothing that touches the world.
export * from './problem';
export * from './sound';
