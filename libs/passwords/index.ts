// The door of what people prove themselves with: hashes of passwords, codes of phones.
export { Argon2Passwords } from './argon2-passwords';
export { TotpCodes } from './totp-codes';
