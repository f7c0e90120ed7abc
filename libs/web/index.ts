// The door of the client: how a page asks the API, with types that are generated from its description.
export type { operations } from './api.gen';
export { api, ask, Refusal, type ProblemAnswer, type Schema } from './api';
export { Intent } from './intents';
export { watchEvents, type LiveEvent, type LiveReport, type Connection, type ToldHappening } from './live';
export { fileEndingOf, Microphone, obstacleIn, type Obstacle } from './microphone';
export { watchHold } from './hold-gesture';
