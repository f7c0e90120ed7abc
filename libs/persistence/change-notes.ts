// Which writes may change what a process remembers between its reads. Every write of these stores stands here: a new one does not compile without a
// word on it, so that nobody goes on by what was known before.
import type { LinkReads, LinkStore, PeopleReads, PeopleStore, PlaceReads, PlaceStore, Remembered } from '#application';
import type { CommitNotes } from './commit-notes';

/** What each write of a store changes of what is remembered; null: nothing. */
type ChangesBy<Store, Reads> = Readonly<Record<Exclude<keyof Store, keyof Reads>, Remembered | null>>;

/** What is new is remembered by nobody yet; what was over by time was not good any more. */
export const PEOPLE_CHANGES: ChangesBy<PeopleStore, PeopleReads> = {
  insertPerson: null,
  updatePerson: 'access',
  notePeopleSeen: null,
  insertGrant: 'access',
  beginGrant: 'access',
  deleteGrant: 'access',
  insertSession: null,
  noteSessionsUsed: null,
  noteProof: 'access',
  deleteSession: 'access',
  deleteSessionsOf: 'access',
  deleteSessionsOfStrength: 'access',
  deleteSessionsExpiredBefore: null,
  insertToken: null,
  noteTokensUsed: null,
  deleteToken: 'access',
  insertSignInCode: null,
  useSignInCode: null,
  beginSignInCode: null,
  voidSignInCodesOf: null,
  putFailedTry: null,
  deleteFailedTry: null,
  deleteFailedTriesBefore: null,
  putKnownDevice: null,
  deleteKnownDevicesOf: null,
  deleteKnownDevicesBefore: null,
  putSecondFactor: 'access',
  noteCodeStep: null,
  deleteSecondFactor: 'access',
  replaceRecoveryCodes: null,
  useRecoveryCode: null,
  insertSignInStep: null,
  deleteSignInStep: null,
  deleteSignInStepsOf: null,
  deleteSignInStepsExpiredBefore: null,
  insertDelegation: 'access',
  endDelegation: 'access',
};

export const LINK_CHANGES: ChangesBy<LinkStore, LinkReads> = {
  insert: null,
  use: 'access',
  revoke: 'access',
  countWrongTry: 'access',
};

export const PLACE_CHANGES: ChangesBy<PlaceStore, PlaceReads> = {
  insertCommune: 'communes',
  updateCommune: 'communes',
  insertVillage: null,
  updateVillage: null,
  insertZone: null,
  updateZone: null,
  insertController: null,
  updateController: null,
  insertSlot: null,
  updateSlot: null,
  putSpecialDay: null,
  deleteSpecialDay: null,
};

/** The store, which notes when one of these writes is called. */
export function noting<Store extends object>(
  store: Store,
  changes: Readonly<Record<string, Remembered | null>>,
  notes: CommitNotes,
): Store {
  return new Proxy(store, {
    get(target, name, receiver) {
      const changed = typeof name === 'string' && Object.hasOwn(changes, name) ? changes[name] : null;
      if (changed) notes.changed.add(changed);
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
}
