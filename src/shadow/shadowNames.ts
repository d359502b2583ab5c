/** The naming rule applied: names of shadow tables and of their constraints. */
import type { NameRules } from '../schema/nameRules.ts';
import type { TableName } from '../schema/tableName.ts';
import type { NamingRule } from './namingRule.ts';
import { sha256 } from './sha256.ts';

/** The source's name with the rule's prefix and suffix; overrides are not asked. */
export function applyAffix(rule: NamingRule, name: string): string {
  return `${rule.prefix}${name}${rule.suffix}`;
}

/** The name without the rule's prefix and suffix, or null when it doesn't carry them or nothing would be left. */
export function stripAffix(rule: NamingRule, name: string): string | null {
  const { prefix, suffix } = rule;
  if (name.length <= prefix.length + suffix.length) return null;
  if (!name.startsWith(prefix) || !name.endsWith(suffix)) return null;
  return name.slice(prefix.length, name.length - suffix.length);
}

/** The shadow that the rule gives this source table, whether it exists or not. Never truncated (C6). */
export function shadowName(rule: NamingRule, source: TableName): TableName {
  return {
    database: rule.shadowDatabase ?? source.database,
    table: rule.overrides?.get(source.table) ?? applyAffix(rule, source.table),
  };
}

/** Length in code points, which is what servers count (C6). */
export function characterCount(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const isLowSurrogateOfPair =
      unit >= 0xdc00 && unit <= 0xdfff && i > 0 && isHighSurrogate(text.charCodeAt(i - 1));
    if (!isLowSurrogateOfPair) count++;
  }
  return count;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

const hashLength = 8;

type ConstraintLimit = Pick<NameRules, 'maxConstraintCharacters' | 'constraintLength'>;

/**
 * Names constraints of the shadow `shadow`, for names that must be unique in the database (O-19, P-11): the source's name
 * with the rule's affix; a name that gets too long is cut and ends in a hash of the whole, so that it is the same every
 * time and two long names that differ only at their end stay different.
 * A rule without an affix (only overrides) has nothing to tell the names apart by, so the hash is of the shadow's name too.
 */
export function constraintNamer(
  rule: NamingRule,
  shadow: TableName,
  rules: ConstraintLimit,
): (sourceName: string) => string {
  const limit = rules.maxConstraintCharacters;
  const lengthOf = rules.constraintLength ?? characterCount;
  const hasAffix = rule.prefix !== '' || rule.suffix !== '';
  return (sourceName) => {
    const whole = applyAffix(rule, sourceName);
    if (!hasAffix) return distinctName(whole, shadow, rules);
    return lengthOf(whole) <= limit ? whole : withHash(whole, whole, rules);
  };
}

/** The name with a hash of itself and of the shadow that bears it: another one for each shadow, and the same every time. */
export function distinctName(name: string, shadow: TableName, rules: ConstraintLimit): string {
  return withHash(name, `${shadow.database}\0${shadow.table}\0${name}`, rules);
}

function withHash(name: string, hashed: string, rules: ConstraintLimit): string {
  const room = rules.maxConstraintCharacters - hashLength - 1;
  const lengthOf = rules.constraintLength ?? (() => 1);
  let kept = '';
  let length = 0;
  for (const character of name) {
    length += lengthOf(character);
    if (length > room) break;
    kept += character;
  }
  return `${kept}_${sha256(hashed).slice(0, hashLength)}`;
}
