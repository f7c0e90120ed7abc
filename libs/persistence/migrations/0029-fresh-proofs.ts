// Some acts ask for a proof that is not old: each session knows when its person gave the last one, each token whether it stands for one. Tokens from
// before go on doing what they were made for; sessions from before prove themselves at the next such act.
import { migration } from './migration';
import { flag, instant, newColumn, nullable, statements } from './new-table';

export const FRESH_PROOFS_0029 = migration(29, 'fresh-proofs', [
  newColumn('sessions', 'provenAt', nullable(instant)),
  newColumn('api_tokens', 'trusted', nullable(flag)),
  statements([`UPDATE "api_tokens" SET "trusted" = TRUE`], []),
]);
