import type { GatePermit } from '../../dialect.ts';
import type { GateToken } from '../../gateRefusal.ts';

/** What a bracket holds, as far as the gate has to know: columns and keys, parts of a key, or anything else. */
export type Bracket = 'items' | 'parts' | 'other';

/** A statement while the gate walks over it. */
export interface GateBody {
  readonly tokens: readonly GateToken[];
  /** The first token behind the table's name. */
  readonly start: number;
  readonly verb: 'CREATE' | 'ALTER';
  readonly permit: GatePermit;
  /** The brackets that are open where the walk stands, outermost first. */
  readonly brackets: Bracket[];
}

/** The word there, upper case; null for anything else. */
export function wordAt(body: GateBody, at: number): string | null {
  const token = body.tokens[at];
  return token?.kind === 'word' ? token.text : null;
}

/** Whether the token is this mark. */
export function isMark(token: GateToken | undefined, mark: string): boolean {
  return token?.kind === 'mark' && token.text === mark;
}
