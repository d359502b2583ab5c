/** The TLS modes of C4 as the driver takes them. */
import { createSecureContext } from 'node:tls';
import type { TlsChoice } from '../../connection/connectionTarget.ts';
import { phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { throwawayCertificate } from './throwawayCertificate.ts';

export interface DriverTls {
  /** The mode `required` is as strict as `verify-ca`: the driver always checks who signed the certificate. */
  readonly sslServerDNMatch: boolean;
  /** Authority, certificate and key in one PEM text; absent: the authorities that come with Node. */
  readonly walletContent?: string;
  readonly walletPassword?: string;
}

/** Throws ShadowSyncError 'tls' for files that can't be used, which the driver would say of no file in particular. */
export function driverTls({ mode, ca, cert, key, passphrase }: TlsChoice): DriverTls {
  const sslServerDNMatch = mode === 'verify-identity';
  if (ca === undefined && cert === undefined) return { sslServerDNMatch };
  if (ca === undefined) {
    throw new ShadowSyncError(
      'tls',
      phrase`An Oracle connection with a client's certificate needs the authority too.`,
      {
        remedy: phrase`Name the file of the certificate authority; an Oracle wallet's ewallet.pem serves as all three.`,
      },
    );
  }
  if (!ca.includes('-----BEGIN CERTIFICATE'))
    throw unusable(phrase`authority`, phrase`It holds no certificate (PEM).`);
  const own = cert === undefined || key === undefined ? throwawayCertificate() : `${cert}\n${key}\n`;
  // The same file may be named for all three: an authority that stands there twice does no harm.
  const walletContent = `${own}${certificatesOf(ca)}`;
  check(walletContent, passphrase);
  return {
    sslServerDNMatch,
    walletContent,
    ...(passphrase === undefined ? {} : { walletPassword: passphrase }),
  };
}

/** Without the key that a wallet's PEM has as well: one of another pair would be taken for the client's. */
function certificatesOf(pem: string): string {
  return `${(pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).join('\n')}\n`;
}

function check(wallet: string, passphrase: string | undefined): void {
  try {
    createSecureContext({
      cert: wallet,
      key: wallet,
      ca: wallet,
      ...(passphrase === undefined ? {} : { passphrase }),
    });
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    throw unusable(
      phrase`certificate or of its key`,
      /PASSPHRASE|DECRYPT|INTERRUPTED|PASSWORD/.test(code)
        ? phrase`The key is encrypted, and the passphrase does not open it.`
        : code === ''
          ? phrase`OpenSSL says no more.`
          : phrase`OpenSSL says ${code}.`,
    );
  }
}

function unusable(what: Phrase, why: Phrase): ShadowSyncError {
  return new ShadowSyncError('tls', phrase`The file of the ${what} for TLS can't be used. ${why}`, {
    remedy: phrase`Choose the file anew (PEM), and give its passphrase if it has one.`,
  });
}
