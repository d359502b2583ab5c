/** What is compared, and by which choices: plain JSON, so that it survives a window's reload in the panel's state. */
import type { Environment } from '../connection/connection.ts';
import type { CompareOptions } from '../diff/compareOptions.ts';
import { defaultCompareOptions } from '../diff/compareOptions.ts';
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { TableName } from '../schema/tableName.ts';
import { escapeGlob } from '../shadow/glob.ts';
import type { NamingRule } from '../shadow/namingRule.ts';
import type { Range } from '../shadow/range.ts';
import type { Choices } from './planUnder.ts';

export interface ComparisonRequest {
  /** Name and environment are shown; the id alone decides which server is meant. */
  readonly connection: ComparedConnection;
  readonly database: string;
  readonly rule: RequestedRule;
  readonly range: Range;
  readonly options: CompareOptions;
  /** Names of shadow tables that the user confirmed to be shadows (SS116, and tables that were put side by side by hand). */
  readonly adopt: readonly string[];
  /** Names of shadow tables that are left as they are. */
  readonly skip: readonly string[];
  /**
   * Two tables that somebody put side by side, which says nothing about one being the other's shadow: nothing runs before
   * the second is among `adopt`.
   */
  readonly isByHand: boolean;
}

export interface ComparedConnection {
  readonly id: string;
  readonly name: string;
  readonly environment: Environment;
}

/** A naming rule as JSON; `namingRuleOf` makes the real one of it. */
export interface RequestedRule {
  readonly prefix: string;
  readonly suffix: string;
  readonly shadowDatabase: string | null;
  /** Single tables whose shadow has a name of its own. */
  readonly overrides: readonly { readonly source: string; readonly shadow: string }[];
}

/** The naming rule as the floors below take it. */
export function namingRuleOf({ prefix, suffix, shadowDatabase, overrides }: RequestedRule): NamingRule {
  const rule = { prefix, suffix, shadowDatabase };
  if (overrides.length === 0) return rule;
  return { ...rule, overrides: new Map(overrides.map(({ source, shadow }) => [source, shadow])) };
}

/** The choices as the floors below take them: names are confirmed exactly, whatever characters they have. */
export function choicesOf({ options, adopt, skip }: ComparisonRequest): Choices {
  return { options, adopt: adopt.map(escapeGlob), skip };
}

/**
 * Any two tables of one server, `second` seen as the shadow of `first`. Foreign keys are mapped where the names say how (a
 * common affix, another database with the same names); elsewhere they are compared as they are.
 * Throws ShadowSyncError 'usage' for one table twice.
 */
export function requestForTwoTables(
  connection: ComparedConnection,
  first: TableName,
  second: TableName,
): ComparisonRequest {
  const isElsewhere = first.database !== second.database;
  if (!isElsewhere && first.table === second.table) {
    throw new ShadowSyncError('usage', phrase`${first.table} can't be compared with itself.`, {
      remedy: phrase`Choose two tables.`,
    });
  }
  const affix = affixBetween(first.table, second.table);
  const isMapped = isElsewhere || affix !== null;
  return {
    connection,
    database: first.database,
    rule: {
      ...(affix ?? { prefix: '', suffix: '' }),
      shadowDatabase: isElsewhere ? second.database : null,
      overrides: [{ source: first.table, shadow: second.table }],
    },
    range: { include: [escapeGlob(first.table)], exclude: [] },
    options: { ...defaultCompareOptions, foreignKeys: isMapped ? 'map' : 'keep' },
    adopt: [],
    skip: [],
    isByHand: true,
  };
}

/** What `shadow` has more than `source`, at one end. */
function affixBetween(
  source: string,
  shadow: string,
): { readonly prefix: string; readonly suffix: string } | null {
  if (shadow.length <= source.length) return null;
  if (shadow.endsWith(source)) return { prefix: shadow.slice(0, shadow.length - source.length), suffix: '' };
  if (shadow.startsWith(source)) return { prefix: '', suffix: shadow.slice(source.length) };
  return null;
}
