// The door of the settings: environment in, one checked and frozen tree out.
export { airSettingsOf } from './air-settings';
export { environment, loadConfig, readConfig, type Config } from './config';
export { ConfigError } from './config-error';
export { envExample } from './env-example';
export { fleetArguments } from './fleet-arguments';
export { goesInClear } from './in-clear';
