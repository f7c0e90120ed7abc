// What the programs that decode foreign sound are kept from: one word for the server that tries it, for readiness, and for the desk.

/** Each is tried when a server starts. What a machine cannot keep them from is told to whoever looks after it. */
export const DECODING_BOUNDS = ['network', 'files', 'writing', 'memory', 'processes', 'privileges'] as const;

export type DecodingBound = (typeof DECODING_BOUNDS)[number];
