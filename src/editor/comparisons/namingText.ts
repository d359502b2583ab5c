/**
 * The naming rule as people type it: `*` stands for the source table's name, `database.` before it for another database
 * of the same server. Without `vscode`: the words for what is wrong are the caller's.
 */
import type { RequestedRule } from '../../comparison/comparisonRequest.ts';
import { characterCount } from '../../shadow/shadowNames.ts';

/** What is wrong with a rule that was typed. */
export type NamingMistake =
  'empty' | 'no-star' | 'two-stars' | 'same-name' | 'no-database' | 'hidden-character' | 'too-long';

export type ReadNaming =
  | { readonly kind: 'rule'; readonly rule: RequestedRule }
  | { readonly kind: 'mistake'; readonly mistake: NamingMistake };

/** No server of ours has longer names (64 characters), and something must be left for the source's own. */
const longestAffix = 60;

/** Understands what was typed. A dot before the star ends the database's name; `database` is the sources' own. */
export function readNaming(text: string, database: string): ReadNaming {
  const typed = text.trim();
  if (typed === '') return mistake('empty');
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(typed)) return mistake('hidden-character');
  const [before = '', after, ...more] = typed.split('*');
  if (after === undefined) return mistake('no-star');
  if (more.length > 0) return mistake('two-stars');
  const dot = before.lastIndexOf('.');
  const other = dot === -1 ? null : before.slice(0, dot);
  if (other === '') return mistake('no-database');
  const prefix = before.slice(dot + 1);
  const shadowDatabase = other === database ? null : other;
  if (characterCount(prefix) + characterCount(after) > longestAffix) return mistake('too-long');
  if (prefix === '' && after === '' && shadowDatabase === null) return mistake('same-name');
  return { kind: 'rule', rule: { prefix, suffix: after, shadowDatabase, overrides: [] } };
}

/** The rule as it would be typed. */
export function namingText({ prefix, suffix, shadowDatabase }: RequestedRule): string {
  return `${shadowDatabase === null ? '' : `${shadowDatabase}.`}${prefix}*${suffix}`;
}

/** What the rule makes of one table: `orders → __test_orders`. */
export function namingPreview({ prefix, suffix, shadowDatabase }: RequestedRule, table: string): string {
  const shadow = `${prefix}${table}${suffix}`;
  return `${table} → ${shadowDatabase === null ? shadow : `${shadowDatabase}.${shadow}`}`;
}

function mistake(which: NamingMistake): ReadNaming {
  return { kind: 'mistake', mistake: which };
}
