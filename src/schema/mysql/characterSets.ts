/** Names of character sets and collations as this server spells them. */
import { phrase } from '../phrase.ts';
import { ParseRefusal } from './parse/parseRefusal.ts';
import type { MysqlServerFacts } from './serverFacts.ts';

/** `utf8` is an alias: newer servers call the set utf8mb3, older ones know only utf8. Gives the name this server knows. */
export function knownCharset(name: string, facts: Pick<MysqlServerFacts, 'defaultCollations'>): string {
  const charset = name.toLowerCase();
  if (charset !== 'utf8' && charset !== 'utf8mb3') return charset;
  return facts.defaultCollations.has('utf8mb3') ? 'utf8mb3' : 'utf8';
}

/**
 * The collation as this server spells it: `utf8_bin` or `utf8mb3_bin`; and MariaDB's names that fit every set
 * (`uca1400_ai_ci`) with the set they are used for.
 */
export function knownCollation(
  name: string,
  charset: string | null,
  facts: Pick<MysqlServerFacts, 'defaultCollations'>,
): string {
  const collation = name.toLowerCase();
  if (collation.startsWith('uca1400_') && charset !== null) return `${charset}_${collation}`;
  const set = collationCharset(collation);
  const known = knownCharset(set, facts);
  return known === set ? collation : known + collation.slice(set.length);
}

/** The set that a collation belongs to: its name up to the first underscore (MySQL manual, Collation Naming Conventions). */
export function collationCharset(collation: string): string {
  const end = collation.indexOf('_');
  return end < 0 ? collation : collation.slice(0, end);
}

/** The default collation of a set on this server. Throws `ParseRefusal` when it is not among the facts. */
export function effectiveCollation(
  charset: string,
  facts: Pick<MysqlServerFacts, 'defaultCollations'>,
): string {
  const collation = facts.defaultCollations.get(charset);
  if (collation === undefined)
    throw new ParseRefusal(phrase`the default collation of the character set ${charset} is not known`, 0);
  return collation.toLowerCase();
}
