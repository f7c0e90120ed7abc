// The door of what is kept: a database file, written through the unit of work. No type of TypeORM leaves this room.
export { SqliteAuditTrails, withAuditTrail } from './sqlite-audit-trail';
export { clockOffsetIn, copyDatabase, requireSound } from './database-copy';
export { UnusableDatabase } from './database-form';
export { openDatabase, type Database } from './open-database';
export { ReserveFile, UsableReserve } from './reserve-file';
