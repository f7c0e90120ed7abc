// The door to the certificates that an installation makes for itself.
export { issueLocal } from './local-certificate';
export { makeAuthority, makePinned, signServer, type Certified } from './local-authority';
export { pinnedCertificate } from './pinned-certificate';
export { isLocalHost, LOCAL_NAMES } from './name-constraints';
