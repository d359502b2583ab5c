/** Reads the address of an OMS server as people paste it: `oms+https://user@host:port/base`, or the console's own. */
import { phrase } from '../../schema/phrase.ts';
import type { Phrase, Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { Environment } from '../connection.ts';
import { isHost } from '../host.ts';
import { defaultOmsPort } from '../omsConnection.ts';
import type { OmsConnection } from '../omsConnection.ts';
import { readOmsConnection } from './readOmsConnection.ts';

export interface ParsedOmsUrl {
  readonly isEncrypted: boolean;
  readonly host: string;
  readonly port: number;
  readonly basePath: string;
  /** Empty where the URL names none. */
  readonly user: string;
  /** Goes to the secret storage and nowhere else; empty where the URL has none. */
  readonly password: string;
  /** The names of the parts that were not taken, never their values (C3). */
  readonly dropped: readonly Said[];
}

/** What a URL doesn't say. */
export interface NewOmsConnection {
  readonly id: string;
  /** Null: named after its host. */
  readonly name: string | null;
  readonly group: string | null;
  readonly environment: Environment;
  readonly createdAt: number;
  /** The account, in the place of the one in the URL. */
  readonly user?: string;
}

/** True for what only the URL of an OMS server begins with. */
export function isOmsUrl(text: string): boolean {
  return /^\s*oms\+https?:\/\//i.test(text);
}

const scheme = 'oms+https://';
const shape = `${scheme}user@host:8089/base`;

const pattern = /^(oms\+)?(https?):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/i;

/**
 * Takes a URL with or without `oms+`; percent-encoding is decoded, IPv6 hosts stand in brackets. Throws ShadowSyncError
 * 'usage' that never repeats the URL, which may hold a password.
 */
export function parseOmsUrl(url: string): ParsedOmsUrl {
  const match = pattern.exec(url.trim());
  if (match === null) throw refused(phrase`The address of the OMS server does not begin with ${scheme}.`);
  const [, prefix, protocol = '', authority = '', path = '', query, fragment] = match;
  const isEncrypted = protocol.toLowerCase() === 'https';
  const at = authority.lastIndexOf('@');
  const [user, password] = splitOnce(at < 0 ? '' : authority.slice(0, at), ':');
  // Who leaves `oms+` out has copied an address that a browser opens, with the browser's ports.
  const usualPort = prefix !== undefined ? defaultOmsPort : isEncrypted ? 443 : 80;
  const { host, port } = address(authority.slice(at + 1), usualPort);
  return {
    isEncrypted,
    host,
    port,
    basePath: baseOf(path),
    user: decoded(user, phrase`user`),
    password: decoded(password, phrase`password`),
    dropped: [
      ...(query === undefined ? [] : [phrase`the query`]),
      ...(fragment === undefined ? [] : [phrase`the fragment`]),
    ],
  };
}

/** A connection of a pasted URL. Throws ShadowSyncError 'usage' that never repeats the URL. */
export function omsConnectionFromUrl(
  url: string,
  more: NewOmsConnection,
): {
  readonly connection: OmsConnection;
  readonly password: string;
  readonly dropped: readonly Said[];
} {
  const { isEncrypted, host, port, basePath, user, password, dropped } = parseOmsUrl(url);
  const connection = readOmsConnection({
    ...more,
    name: more.name ?? `OMS ${host}`.slice(0, 100),
    host,
    port,
    basePath,
    user: more.user ?? user,
    tls: { mode: isEncrypted ? 'verify-identity' : 'off', caFile: null, fingerprint: null },
  });
  return { connection, password, dropped };
}

function address(text: string, usualPort: number): { readonly host: string; readonly port: number } {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]*))(?::(\d*))?$/.exec(text);
  const host = match === null ? '' : (match[1] ?? decoded(match[2] ?? '', phrase`host`));
  if (match === null || !isHost(host)) {
    throw refused(phrase`The address of the OMS server names no usable host.`);
  }
  const portText = match[3] ?? '';
  const port = portText === '' ? usualPort : Number(portText);
  if (port < 1 || port > 65_535) {
    throw refused(phrase`The port of the OMS server is not between 1 and 65535.`);
  }
  return { host: host.toLowerCase(), port };
}

/** Pasted from a browser it is a page of the console, pasted from a script an action: both stand below the base. */
function baseOf(path: string): string {
  return path.replace(/\/(oms-v2|api\/v2)(\/.*)?$/, '').replace(/\/+$/, '');
}

function decoded(text: string, part: Phrase): string {
  let value: string;
  try {
    value = decodeURIComponent(text);
  } catch {
    throw refused(phrase`The ${part} in the address of the OMS server is not percent-encoded correctly.`);
  }
  if (/\p{Cc}/u.test(value)) {
    throw refused(phrase`The ${part} in the address of the OMS server holds a control character.`);
  }
  return value;
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

function refused(message: Phrase): ShadowSyncError {
  return new ShadowSyncError('usage', message, {
    remedy: phrase`Write it as ${shape}, with special characters percent-encoded.`,
  });
}
