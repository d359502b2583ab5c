/**
 * A key and a self-signed certificate that nobody trusts, made anew for each connection. The driver hands one PEM text to
 * Node as authority, certificate and key at once, and Node refuses one without a key; so a connection that only names an
 * authority needs some key beside it. A server that asks for a client's certificate gets this one and may refuse it.
 */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const day = 24 * 60 * 60 * 1000;

/** DER (X.690): tag, length, content. All that is written here is shorter than 64 KiB. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), body]);
  if (length < 256) return Buffer.concat([Buffer.from([tag, 0x81, length]), body]);
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), body]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);

/** 1.2.840.10045.4.3.2, ecdsa-with-SHA256 (RFC 5758). */
const algorithm = sequence(der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));

/** CN=shadow-sync (2.5.4.3). */
const name = sequence(
  der(0x31, sequence(der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('shadow-sync')))),
);

/** PEM of the certificate (RFC 5280, version 1) and of its key. */
export function throwawayCertificate(): string {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const serial = randomBytes(8);
  serial[0] = 1;
  const now = Date.now();
  const body = sequence(
    der(0x02, serial),
    algorithm,
    name,
    sequence(utcTime(now - day), utcTime(now + day)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('sha256', body, privateKey);
  const certificate = sequence(body, algorithm, der(0x03, Buffer.from([0]), signature));
  return `${pem('CERTIFICATE', certificate)}${privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()}`;
}

/** `YYMMDDhhmmssZ`. */
function utcTime(time: number): Buffer {
  const digits = new Date(time).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return der(0x17, Buffer.from(digits.slice(2)));
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').replaceAll(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}
