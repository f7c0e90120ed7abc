// `npm run cli -- <command>`: what a technician does at the machine itself. One file per command.
import { ConfigError, loadConfig } from '#config';
import { UnusableDatabase } from '#persistence';
import { adminCreate } from './admin-create';
import { auditBegin } from './audit-begin';
import { auditVerify } from './audit-verify';
import { backup } from './backups/backup';
import { restore } from './backups/restore';
import { UsageError, type Command } from './command';
import { certificateLocal } from './certificate-local';
import { clockConfirm } from './clock-confirm';
import { communeFound } from './commune-found';
import { doctor } from './doctor';
import { migrate } from './migrate';
import { openapi } from './openapi';
import { prepare } from './prepare';
import { tonight } from './tonight';

const COMMANDS: readonly Command[] = [
  prepare,
  migrate,
  communeFound,
  adminCreate,
  auditVerify,
  auditBegin,
  doctor,
  tonight,
  backup,
  restore,
  certificateLocal,
  clockConfirm,
  openapi,
];

function help(): string {
  const lines = COMMANDS.map(({ name, usage, summary }) => `  ${`${name} ${usage}`.padEnd(44)} ${summary}`);
  return ['Usage: npm run cli -- <command>', '', ...lines].join('\n');
}

async function main(args: readonly string[]): Promise<number> {
  const command = COMMANDS.find(({ name }) => name.split(' ').every((word, index) => args[index] === word));
  if (!command) {
    console.error(help());
    return args.length === 0 || args[0] === 'help' ? 0 : 2;
  }
  try {
    return (await command.run(loadConfig(), args.slice(command.name.split(' ').length))) ?? 0;
  } catch (error) {
    if (error instanceof UsageError)
      console.error(`${error.message}\nUsage: npm run cli -- ${command.name} ${command.usage}`);
    else
      console.error(error instanceof ConfigError || error instanceof UnusableDatabase ? error.message : String(error));
    return 1;
  }
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
