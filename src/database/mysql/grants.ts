/**
 * What an account may do in a database, by what SHOW GRANTS says. The rules are the manual's ("Access Control, Stage 2")
 * and were seen on MySQL 5.6 and 9 and on MariaDB 10.11 and 11.8: of an account's grants on databases only the most
 * specific one counts, not their sum; each role in force is an account of its own; SHOW GRANTS lists those too.
 */

import { matchesWildcards } from '../wildcards.ts';
import type { WildcardRules } from '../wildcards.ts';

/** How names are compared. */
export interface GrantRules {
  /** Partial revokes turn `_` and `%` in names of databases into ordinary characters (MySQL 8.0.16). */
  readonly hasPatterns: boolean;
  readonly ignoresCase: boolean;
  /** What `CURRENT_ROLE()` says; empty where there are no roles. */
  readonly currentRole: string;
}

export interface Grants {
  /** True where the privilege holds for the whole database. */
  has(privilege: string, database: string): boolean;
  /** The grant on databases that counts for this one, as the server has its name; null for none. */
  rowOf(grantee: string, database: string): string | null;
  /** Tables of the database for which it was granted one by one. */
  tablesWith(privilege: string, database: string): readonly string[];
  /** Roles that were granted and are not in force. */
  readonly idleRoles: readonly string[];
}

interface DatabaseGrant {
  readonly grantee: string;
  readonly database: string;
  readonly privileges: ReadonlySet<string>;
}

interface TableGrant extends DatabaseGrant {
  readonly table: string;
}

const name = '(?:`(?:[^`]|``)*`|"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'|[^\\s.,@`"\']+)';
const grantOn = new RegExp(
  `^(GRANT|REVOKE) (.+?) ON (?:TABLE )?(${name})\\.(${name}) (?:TO|FROM) (${name})`,
  's',
);
const role = `${name}(?:@${name})?`;
const grantRoles = new RegExp(`^GRANT (${role}(?:, ?${role})*) TO `);

/** Takes the lines of SHOW GRANTS. What is no grant on tables (routines, proxies, resources) says nothing here. */
export function readGrants(lines: readonly string[], rules: GrantRules): Grants {
  const everywhere: DatabaseGrant[] = [];
  const databases: DatabaseGrant[] = [];
  const tables: TableGrant[] = [];
  const revoked: DatabaseGrant[] = [];
  const roles = new Set<string>();
  const grantees = new Set<string>();
  for (const line of lines) {
    const [, verb, list, first, second, to] = grantOn.exec(line) ?? [];
    if (list === undefined || first === undefined || second === undefined || to === undefined) {
      for (const granted of rolesIn(grantRoles.exec(line)?.[1] ?? '')) roles.add(granted);
      continue;
    }
    const grant = { grantee: unquoted(to), database: unquoted(first), privileges: privilegesIn(list) };
    grantees.add(grant.grantee);
    if (verb === 'REVOKE') revoked.push(grant);
    else if (second !== '*') tables.push({ ...grant, table: unquoted(second) });
    else if (first === '*') everywhere.push(grant);
    else databases.push(grant);
  }
  const inForce = rolesIn(rules.currentRole);
  const fold = (text: string): string => (rules.ignoresCase ? text.toLowerCase() : text);
  const isSame = (a: string, b: string): boolean => fold(a) === fold(b);
  const best = (grantee: string, database: string): DatabaseGrant | undefined => {
    const own = databases.filter((grant) => grant.grantee === grantee);
    return mostSpecific(own, fold(database), rules, fold);
  };
  return {
    has: (privilege, database) =>
      (everywhere.some((grant) => isIn(privilege, grant)) &&
        !revoked.some((grant) => isSame(grant.database, database) && isIn(privilege, grant))) ||
      [...grantees].some((grantee) => {
        const grant = best(grantee, database);
        return grant !== undefined && isIn(privilege, grant);
      }),
    rowOf: (grantee, database) => best(grantee, database)?.database ?? null,
    tablesWith: (privilege, database) =>
      tables
        .filter((grant) => isSame(grant.database, database) && isIn(privilege, grant))
        .map(({ table }) => table),
    // In force they are listed with their own grants (MariaDB), or merged into the account's (MySQL).
    idleRoles: [...roles].filter((each) => !grantees.has(each) && !inForce.has(each)),
  };
}

/** MySQL's `` `r1`@`%`,`r2`@`%` `` or NONE; MariaDB's bare name. */
function rolesIn(text: string): ReadonlySet<string> {
  return new Set(
    [...text.matchAll(new RegExp(`(${name})(?:@${name})?`, 'g'))].map(([, each]) => unquoted(each ?? '')),
  );
}

function isIn(privilege: string, { privileges }: DatabaseGrant): boolean {
  return privileges.has(privilege) || privileges.has('ALL PRIVILEGES') || privileges.has('ALL');
}

/** `SELECT (id), INSERT, UPDATE (id, name)` → INSERT: a privilege on some columns is none on the table. */
function privilegesIn(list: string): ReadonlySet<string> {
  const privileges = new Set<string>();
  let word = '';
  let isInside = false;
  // Quoted names as wholes: they may hold brackets and commas.
  for (const [piece] of list.matchAll(/`(?:[^`]|``)*`|[^`]/g)) {
    if (piece === ')') isInside = false;
    else if (piece === '(') {
      isInside = true;
      word = '(';
    } else if (piece === ',' && !isInside) {
      addWhole(word, privileges);
      word = '';
    } else if (!isInside) word += piece;
  }
  addWhole(word, privileges);
  return privileges;
}

function addWhole(word: string, privileges: Set<string>): void {
  const privilege = word.trim().toUpperCase();
  if (privilege !== '' && privilege !== 'USAGE' && !privilege.startsWith('(')) privileges.add(privilege);
}

function mostSpecific(
  grants: readonly DatabaseGrant[],
  database: string,
  rules: GrantRules,
  fold: (text: string) => string,
): DatabaseGrant | undefined {
  let best: DatabaseGrant | undefined;
  let bestLength = -1;
  for (const grant of grants) {
    const pattern = fold(grant.database);
    const isMatch = rules.hasPatterns ? matchesWildcards(database, pattern, wildcards) : pattern === database;
    const length = rules.hasPatterns ? literalLength(pattern) : Infinity;
    if (isMatch && length > bestLength) {
      best = grant;
      bestLength = length;
    }
  }
  return best;
}

const wildcards: WildcardRules = { many: '%', one: '_', escape: '\\' };

/** The server's order: the later the first wildcard, the more specific; none at all is the most. */
function literalLength(pattern: string): number {
  const at = pattern.replaceAll(/\\./gsu, 'xx').search(/[%_]/);
  return at < 0 ? Infinity : at;
}

function unquoted(text: string): string {
  const quote = text.charAt(0);
  if (!['`', '"', "'"].includes(quote)) return text;
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}
