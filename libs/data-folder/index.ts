// The door of the data folder: what one start writes and another program or the next start reads, each file with one schema.
export { AIR_LOG_FILE, airLogLine, readAirLog, type AirLogLine } from './air-log-line';
export { AUDIT_HEADS, readAuditKeys, writeAuditKey } from './audit-files';
export { readCommuneSeeds, writeCommuneSeed } from './commune-seeds';
export { CHILDREN, requireChild, type ChildState } from './children-state';
export { DataFile, DataFileError, UNUSABLE_FILE_EXIT_CODE } from './data-file';
export { dataFolderFile } from './data-files';
export { FLEET_POLES, type FleetPole } from './fleet-poles';
export { enrolmentAnswerSchema, IDENTITY, type Enrolled } from './identity';
export { lockDataFolder, requireUnlocked } from './launcher-lock';
export { SEALING_KEY, SEALING_KEY_FOLDER } from './sealing-key-file';
export { CLOCK_CONFIRMED, WITNESS } from './witness';
export { preparedLine, readPrepared, type Prepared } from './prepared';
