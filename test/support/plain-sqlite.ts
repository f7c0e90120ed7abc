// A plain connection to a database file, past everything of ours: what a careless or hostile hand could do with the file.
import sqlite3 from 'sqlite3';

export interface PlainConnection {
  all<Row>(sql: string, ...values: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** Opens an existing file, or makes a new one. */
export async function openPlain(path: string, { create = false } = {}): Promise<PlainConnection> {
  const connection = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(path, sqlite3.OPEN_READWRITE | (create ? sqlite3.OPEN_CREATE : 0), (error) =>
      error ? reject(error) : resolve(opened),
    );
  });
  return {
    all: <Row>(sql: string, ...values: unknown[]) =>
      new Promise<Row[]>((resolve, reject) =>
        connection.all<Row>(sql, values, (error, rows) => (error ? reject(error) : resolve(rows))),
      ),
    close: () => new Promise((resolve, reject) => connection.close((error) => (error ? reject(error) : resolve()))),
  };
}
