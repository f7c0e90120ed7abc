// The door to the local certificate authority.
export { issueLocal, type LocalCertificateFiles } from './local-certificate';
export { makeAuthority, signServer, type Certified } from './local-authority';
export { isLocalHost, LOCAL_NAMES } from './name-constraints';
