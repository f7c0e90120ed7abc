// A process that writes units of work of two rows each until it is killed. It says `acknowledged <n>` only after the n-th one has resolved.
import { openDatabase } from '#persistence';
import { aRecording } from './factories';

/** Ids of the two rows that are written together. */
export const pairOf = (number: number) => [`${number}-a`, `${number}-b`] as const;

async function write(path: string): Promise<void> {
  const { unitOfWork } = await openDatabase({
    path,
    reportError: (error) => {
      throw error;
    },
  });
  for (let number = 1; ; number += 1) {
    await unitOfWork.run(async ({ recordings }) => {
      const [first, second] = pairOf(number);
      await recordings.insert(aRecording({ id: first }));
      process.stdout.write(`half ${number}\n`);
      await recordings.insert(aRecording({ id: second }));
    });
    process.stdout.write(`acknowledged ${number}\n`);
  }
}

if (require.main === module) void write(process.argv[2]!);
