import type { Finding, FindingLevel } from '../../finding.ts';
import type { TableChange } from './tableChange.ts';
import { english } from '../../../schema/phrase.ts';
import type { Phrase } from '../../../schema/phrase.ts';

/** What people are told about a code: the documentation is made of these. */
export interface FindingRule {
  /** Stable for ever: SS1xx data and meaning, SS2xx operation, SS3xx notices. */
  readonly code: string;
  /** What the statement does, as a phrase that follows "it". */
  readonly title: Phrase;
  /** The levels that it can have, the mildest first. */
  readonly levels: readonly FindingLevel[];
  readonly why: Phrase;
  readonly remedy: Phrase;
}

/** A rule that looks at one changed table. */
export interface TableRule extends FindingRule {
  readonly check: (change: TableChange) => readonly Finding[];
}

/** Makes a finding of a rule. `said` is one sentence that names the object, the old, the new, and the reason. */
export function finding(
  rule: FindingRule,
  level: FindingLevel,
  object: { readonly kind: string; readonly name: string } | null,
  said: Phrase,
): Finding {
  return { code: rule.code, level, message: english(said), said, object };
}
