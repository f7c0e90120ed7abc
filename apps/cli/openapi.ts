// Prints the description of the API. Nothing is opened for it: no database, no port.
import { describeApi } from '#api';
import type { Command } from './command';

export const openapi: Command = {
  name: 'openapi',
  usage: '',
  summary: 'the description of the API, as /api/openapi.json tells it',
  async run() {
    console.log(JSON.stringify(await describeApi(), null, 2));
  },
};
