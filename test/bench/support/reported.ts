// What one pole said about one broadcast, as all pipelines that are compared get to see it.

export interface Reported {
  readonly zoneId: string;
  readonly controllerId: string;
  readonly deviceId: string;
  readonly publicKey: string;
  /** Its signed "started". */
  readonly envelope: Uint8Array;
}
