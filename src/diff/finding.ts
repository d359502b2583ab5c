import type { Said } from '../schema/phrase.ts';

/** From the least to the gravest. */
export const findingLevels = ['info', 'caution', 'unsafe', 'refused'] as const;

/**
 * How much a finding matters.
 * `info`: good to know. `caution`: costs something (time, locks) but loses nothing. `unsafe`: may lose data or fail on
 * existing rows; does not run unless it was individually allowed. `refused`: does not run unless this very table was
 * confirmed by name, whatever else was allowed.
 */
export type FindingLevel = (typeof findingLevels)[number];

/** A coded risk of a statement. Codes are stable: SS1xx data and meaning, SS2xx operation, SS3xx notices. */
export interface Finding {
  readonly code: string;
  readonly level: FindingLevel;
  /** One sentence: the object, the risk, and the reason. */
  readonly message: string;
  /** What `message` says in English. */
  readonly said?: Said;
  /** What it is about, where that is one object of the table. */
  readonly object: { readonly kind: string; readonly name: string } | null;
}

/** What is known of a shadow's rows; asked only for shadows that differ. */
export interface TableFacts {
  /** Whether it has any row; null when it could not be asked. */
  readonly hasRows: boolean | null;
  /** The server's estimate. */
  readonly estimatedRows: number | null;
  readonly dataBytes: number | null;
}

/** The level of the gravest; null where there is none. */
export function worstLevel(findings: readonly Pick<Finding, 'level'>[]): FindingLevel | null {
  return findingLevels.findLast((level) => findings.some((finding) => finding.level === level)) ?? null;
}
