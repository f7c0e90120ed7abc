// `npm run keep:database`: keeps a small database of this version, so that every later version proves on it that it loses nothing
// (libs/persistence/kept-databases.spec.ts). Done once for each release that brought a new step; what is kept is never written again.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { temporaryDatabase } from './database';
import { openPlain } from './plain-sqlite';
import { fillEveryTable } from './rows-of-every-table';

async function keep(): Promise<string> {
  const database = await temporaryDatabase();
  const small = `${database.path}.small`;
  try {
    await fillEveryTable(database.unitOfWork);
    const plain = await openPlain(database.path);
    const [last] = await plain.all<{ name: string }>('SELECT name FROM migrations ORDER BY id DESC LIMIT 1');
    await plain.all('VACUUM INTO ?', small);
    await plain.close();
    const { number, title } = /^(?<title>.*)-0{9}(?<number>\d{4})$/.exec(last!.name)!.groups!;
    const path = join(__dirname, 'kept-databases', `${number}-${title}.sqlite.gz`);
    await writeFile(path, gzipSync(await readFile(small), { level: 9 }), { flag: 'wx' });
    return basename(path);
  } finally {
    await rm(small, { force: true });
    await database.remove();
  }
}

void keep().then((name) => process.stdout.write(`kept ${name}\n`));
