// Everything that is wrong with the settings, told at once, so that nobody mends them one start at a time.

/** One wrong setting: its variable, what it held (undefined: nothing), and what is wanted, as half a sentence. */
export interface ConfigFault {
  readonly variable: string;
  readonly value: string | undefined;
  readonly wanted: string;
}

/** Stops the start. The message names every wrong variable and its value; values of secrets arrive masked. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly ConfigFault[]) {
    super(['The settings cannot be used:', ...faults.map(line)].join('\n'));
    this.name = 'ConfigError';
  }
}

function line({ variable, value, wanted }: ConfigFault): string {
  return `  ${variable} ${value === undefined ? 'is not set' : `is "${value}"`}: ${wanted}.`;
}
