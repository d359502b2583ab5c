/**
 * Reads the two texts in which Oracle's clients keep addresses, connect descriptors and tnsnames.ora, and writes a
 * descriptor of what was understood. What else they may say (wallets, proxies, whether a certificate is checked) is not
 * taken from there: it is the connection's own, and a pasted text must not weaken it (C3, C4).
 */
import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { OracleAccess } from './oracleAccess.ts';

export interface OracleAddress {
  readonly host: string;
  readonly port: number;
}

export interface OracleDescriptor {
  /** In the order in which they are tried. */
  readonly addresses: readonly [OracleAddress, ...OracleAddress[]];
  /** TCPS: encrypted; null where the text does not say. */
  readonly isEncrypted: boolean | null;
  readonly database: { readonly kind: 'service' | 'sid'; readonly name: string };
  /** DEDICATED, SHARED or POOLED; null for the listener's choice. */
  readonly server: string | null;
  readonly instance: string | null;
}

/** `(NAME=value)` or `(NAME=(…)(…))`. */
interface Node {
  readonly name: string;
  readonly value: string;
  readonly children: readonly Node[];
}

/** C8: a tnsnames.ora has some kilobytes. */
const maxText = 1_000_000;
const maxDepth = 20;
const maxAddresses = 32;
/** A listener's, where nobody named another. */
export const oraclePort = 1521;

/** Reads a whole `(DESCRIPTION=…)`. Throws ShadowSyncError 'usage', which repeats none of the text. */
export function parseDescriptor(text: string): OracleDescriptor {
  const [root, end] = readNode(bounded(text), skipBlanks(text, 0), 0);
  if (skipBlanks(text, end) !== text.length) throw unusable(phrase`something follows the last parenthesis`);
  return describe(root);
}

/**
 * Finds a name in the text of a tnsnames.ora, where names don't differ by case and lines that begin with # are comments.
 * Throws ShadowSyncError 'usage' when it is not there or can't be read; the names that are there are named.
 */
export function findAlias(text: string, alias: string): OracleDescriptor {
  const plain = bounded(text).replaceAll(/^\s*#.*$/gm, '');
  const names: string[] = [];
  let at = skipBlanks(plain, 0);
  while (at < plain.length) {
    const equals = plain.indexOf('=', at);
    if (equals < 0) break;
    const entry = plain
      .slice(at, equals)
      .split(',')
      .map((name) => name.trim());
    const start = skipBlanks(plain, equals + 1);
    if (plain[start] !== '(') {
      // `IFILE = other file`, or a line that nobody understands.
      at = skipBlanks(plain, lineEnd(plain, start));
      continue;
    }
    const [node, end] = readNode(plain, start, 0);
    if (entry.some((name) => name.toUpperCase() === alias.toUpperCase())) return describe(node);
    names.push(...entry);
    at = skipBlanks(plain, end);
  }
  const known = names.slice(0, 10).join(', ');
  throw new ShadowSyncError('usage', phrase`tnsnames.ora has no entry ${alias}.`, {
    remedy:
      known === ''
        ? phrase`Check the name and the folder of tnsnames.ora; files that it includes (IFILE) are not read.`
        : phrase`Check the name; there are: ${known}. Files that it includes (IFILE) are not read.`,
  });
}

/** The descriptor of an access that needs no file. */
export function descriptorOf(
  access: OracleAccess & { readonly kind: 'service' | 'sid' },
  address: OracleAddress,
): OracleDescriptor {
  return {
    addresses: [address],
    isEncrypted: null,
    database: { kind: access.kind, name: access.name },
    server: null,
    instance: null,
  };
}

/** Why a name can't stand in a descriptor that we write, or null: parentheses, quotes and = would be more than a name. */
export function refuseDescriptorName(name: string): Phrase | null {
  if (/^[^\s()=\\'",#]+$/.test(name) && name.length <= 255 && !/\p{Cc}/u.test(name)) return null;
  return phrase`has spaces, parentheses, quotes, commas, # or =, or more than 255 characters`;
}

function describe(root: Node): OracleDescriptor {
  const descriptions = root.name === 'DESCRIPTION_LIST' ? childrenOf(root, 'DESCRIPTION') : [root];
  const [first] = descriptions;
  if (first?.name !== 'DESCRIPTION') throw unusable(phrase`it does not begin with (DESCRIPTION=`);
  const found = descendants(first, 'ADDRESS', 0);
  const addresses = found.slice(0, maxAddresses).map(addressOf);
  const [head, ...others] = addresses;
  if (head === undefined) throw unusable(phrase`it names no ADDRESS`);
  const data = childrenOf(first, 'CONNECT_DATA')[0];
  const service = data === undefined ? null : valueOf(data, 'SERVICE_NAME');
  const sid = data === undefined ? null : valueOf(data, 'SID');
  const name = service ?? sid;
  if (data === undefined || name === null)
    throw unusable(phrase`its CONNECT_DATA names no SERVICE_NAME and no SID`);
  const encrypted = new Set(found.map((address) => (valueOf(address, 'PROTOCOL') ?? 'TCP').toUpperCase()));
  for (const protocol of encrypted) {
    if (protocol !== 'TCP' && protocol !== 'TCPS')
      throw unusable(phrase`its PROTOCOL is neither TCP nor TCPS`);
  }
  if (encrypted.size > 1) throw unusable(phrase`some of its addresses are TCP and some TCPS`);
  return {
    addresses: [head, ...others],
    isEncrypted: encrypted.has('TCPS'),
    database: { kind: service === null ? 'sid' : 'service', name: checkedName(name) },
    server: checkedOrNull(valueOf(data, 'SERVER')),
    instance: checkedOrNull(valueOf(data, 'INSTANCE_NAME')),
  };
}

function addressOf(node: Node): OracleAddress {
  const host = valueOf(node, 'HOST');
  if (host === null) throw unusable(phrase`one of its addresses has no HOST`);
  const port = Number(valueOf(node, 'PORT') ?? oraclePort);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw unusable(phrase`one of its PORTs is no port`);
  return { host: checkedName(host).toLowerCase(), port };
}

function checkedName(name: string): string {
  const problem = refuseDescriptorName(name);
  if (problem !== null) throw unusable(phrase`a name in it ${problem}`);
  return name;
}

function checkedOrNull(name: string | null): string | null {
  return name === null ? null : checkedName(name);
}

function childrenOf(node: Node, name: string): readonly Node[] {
  return node.children.filter((child) => child.name === name);
}

function descendants(node: Node, name: string, depth: number): readonly Node[] {
  if (depth > maxDepth) return [];
  return node.children.flatMap((child) =>
    child.name === name ? [child] : descendants(child, name, depth + 1),
  );
}

function valueOf(node: Node, name: string): string | null {
  const value = childrenOf(node, name)[0]?.value ?? '';
  return value === '' ? null : value;
}

/** Reads one node at its parenthesis, and where it ends. */
function readNode(text: string, at: number, depth: number): readonly [Node, number] {
  if (text[at] !== '(' || depth > maxDepth) throw unusable(phrase`its parentheses don't fit`);
  const equals = text.indexOf('=', at);
  if (equals < 0) throw unusable(phrase`its parentheses don't fit`);
  const name = text
    .slice(at + 1, equals)
    .trim()
    .toUpperCase();
  if (!/^[A-Z0-9_.]+$/.test(name)) throw unusable(phrase`its parentheses don't fit`);
  let next = skipBlanks(text, equals + 1);
  if (text[next] !== '(') {
    const end = text.indexOf(')', next);
    if (end < 0) throw unusable(phrase`its parentheses don't fit`);
    return [{ name, value: unquoted(text.slice(next, end).trim()), children: [] }, end + 1];
  }
  const children: Node[] = [];
  while (text[next] === '(') {
    const [child, end] = readNode(text, next, depth + 1);
    children.push(child);
    next = skipBlanks(text, end);
  }
  if (text[next] !== ')') throw unusable(phrase`its parentheses don't fit`);
  return [{ name, value: '', children }, next + 1];
}

function unquoted(value: string): string {
  return /^(["'])(.*)\1$/s.exec(value)?.[2] ?? value;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function bounded(text: string): string {
  if (text.length > maxText) throw unusable(phrase`it is longer than ${maxText} characters`);
  return text;
}

function unusable(why: Phrase): ShadowSyncError {
  return new ShadowSyncError('usage', phrase`The TNS descriptor can't be used: ${why}.`, {
    remedy: phrase`Write it as (DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=…)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=…))).`,
  });
}
