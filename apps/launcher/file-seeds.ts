// The port `CommuneSeeds` done with files in the data folder.
import { CommuneSeeds } from '#application';
import { readCommuneSeeds, writeCommuneSeed } from '#data-folder';

export class FileCommuneSeeds extends CommuneSeeds {
  constructor(private readonly folder: string) {
    super();
  }

  override all(): Promise<readonly string[]> {
    return readCommuneSeeds(this.folder);
  }

  override add(seed: string): Promise<void> {
    return writeCommuneSeed(this.folder, seed);
  }
}
