// The door to the local certificate authority.
export { issueLocal } from './local-certificate';
export { makeAuthority, signServer } from './local-authority';
export { isLocalHost, LOCAL_NAMES } from './name-constraints';
