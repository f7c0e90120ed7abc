// The port `Witness` done with files of the data folder.
import { Witness, type DatabaseSeen } from '#application';
import { CLOCK_CONFIRMED, WITNESS } from '#data-folder';

export class FileWitness extends Witness {
  constructor(private readonly dataDir: string) {
    super();
  }

  override read(): Promise<DatabaseSeen | undefined> {
    return WITNESS.read(this.dataDir);
  }

  override write(seen: DatabaseSeen): Promise<void> {
    return WITNESS.write(this.dataDir, seen);
  }

  override async clockConfirmedAt(): Promise<number | undefined> {
    return (await CLOCK_CONFIRMED.read(this.dataDir))?.at;
  }
}
