/** What a certificate that was refused has against it, in words. */
import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';

const untrusted = phrase`the certificate comes from an authority that is not trusted`;

/** By the names that OpenSSL and Node give the reasons. */
export const certificateReasons: ReadonlyMap<string, Phrase> = new Map([
  ['ERR_TLS_CERT_ALTNAME_INVALID', phrase`the certificate is for another host`],
  ['CERT_HAS_EXPIRED', phrase`the certificate has expired`],
  ['CERT_NOT_YET_VALID', phrase`the certificate is not valid yet`],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', phrase`the certificate is self-signed and not trusted`],
  ['SELF_SIGNED_CERT_IN_CHAIN', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', untrusted],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', untrusted],
  ['CERT_SIGNATURE_FAILURE', untrusted],
]);
