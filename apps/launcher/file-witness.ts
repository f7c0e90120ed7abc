// The port `Witness` done with a file of the data folder.
import { Witness, type DatabaseSeen } from '#application';
import { WITNESS } from '#data-folder';

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
}
