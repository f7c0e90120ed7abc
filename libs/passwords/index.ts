// The door of password hashing.
export { Argon2Passwords } from './argon2-passwords';
