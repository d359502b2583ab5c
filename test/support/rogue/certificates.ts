/**
 * X.509 certificates made when a test runs, so that no key is ever committed and an expired one needs no waiting.
 * DER is written here by hand (X.690, RFC 5280): Node can read certificates but not make them.
 */
import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';

export interface Authority {
  /** PEM. */
  readonly cert: string;
  readonly key: KeyObject;
  readonly name: string;
}

export interface Certificate {
  /** PEM, both. */
  readonly cert: string;
  readonly key: string;
}

export interface CertificateRequest {
  readonly name: string;
  /** Host names and IPv4 addresses that it is for. */
  readonly hosts: readonly string[];
  /** From and until, in days from now; a year from yesterday when left out. */
  readonly days?: readonly [number, number];
}

/** Makes a certificate authority of its own. */
export function makeAuthority(name: string): Authority {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const extensions = [extension('2.5.29.19', true, sequence(der(0x01, Buffer.from([0xff]))))];
  const cert = signed({ subject: name, issuer: name, publicKey, days: [-1, 365], extensions }, privateKey);
  return { cert, key: privateKey, name };
}

/** Makes a server's certificate, signed by the authority. */
export function makeCertificate(authority: Authority, request: CertificateRequest): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const names = request.hosts.map((host) =>
    isIPv4(host)
      ? der(0x87, Buffer.from(host.split('.').map(Number)))
      : der(0x82, Buffer.from(host, 'latin1')),
  );
  const parts: Parts = {
    subject: request.name,
    issuer: authority.name,
    publicKey,
    days: request.days ?? [-1, 365],
    extensions: [extension('2.5.29.17', false, sequence(...names))],
  };
  return {
    cert: signed(parts, authority.key),
    key: createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }))
      .export({ type: 'pkcs1', format: 'pem' })
      .toString(),
  };
}

interface Parts {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly days: readonly [number, number];
  readonly extensions: readonly Buffer[];
}

function signed(parts: Parts, issuerKey: KeyObject): string {
  const algorithm = sequence(objectId('1.2.840.113549.1.1.11'), der(0x05, Buffer.alloc(0)));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    commonName(parts.issuer),
    sequence(...parts.days.map(time)),
    commonName(parts.subject),
    parts.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...parts.extensions)),
  );
  const certificate = sequence(body, algorithm, bits(sign('sha256', body, issuerKey)));
  const lines = (certificate.toString('base64').match(/.{1,64}/g) ?? []).join('\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function bits(content: Buffer): Buffer {
  return der(0x03, Buffer.concat([Buffer.from([0]), content]));
}

function objectId(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest.flatMap(base128)];
  return der(0x06, Buffer.from(bytes));
}

function base128(value: number): readonly number[] {
  const groups = [value & 0x7f];
  for (let more = Math.floor(value / 128); more > 0; more = Math.floor(more / 128)) {
    groups.unshift((more & 0x7f) | 0x80);
  }
  return groups;
}

function commonName(name: string): Buffer {
  return sequence(der(0x31, sequence(objectId('2.5.4.3'), der(0x0c, Buffer.from(name)))));
}

function extension(id: string, isCritical: boolean, value: Buffer): Buffer {
  const critical = isCritical ? [der(0x01, Buffer.from([0xff]))] : [];
  return sequence(objectId(id), ...critical, der(0x04, value));
}

function time(daysFromNow: number): Buffer {
  const digits = new Date(Date.now() + daysFromNow * 86_400_000).toISOString().replaceAll(/[-T:]|\..*/g, '');
  return der(0x17, Buffer.from(`${digits.slice(2)}Z`));
}
