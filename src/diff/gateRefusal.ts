/** How the gates of all dialects say no. Their lexers and rules have nothing in common with each other, nor with any parser (R1 b). */
import { english, phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { displayName } from '../schema/tableName.ts';
import type { GatePermit } from './dialect.ts';

/** One token of a gate's lexer; `text` is upper case for words, decoded for quoted names, raw between the quotes for strings. */
export interface GateToken {
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'mark';
  readonly text: string;
}

/** Why a statement is refused; `orRefuse` turns it into the error that leaves this floor. */
export class GateRefusal extends Error {
  readonly said: Said;

  constructor(said: Said) {
    super(english(said));
    this.said = said;
  }
}

/** Runs a gate's check; throws ShadowSyncError 'gate' for what it refuses. */
export function orRefuse({ shadow }: GatePermit, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof GateRefusal)) throw error;
    throw new ShadowSyncError(
      'gate',
      phrase`The statement for shadow table ${displayName(shadow)} was not sent: ${error.said}.`,
      {
        remedy: phrase`Nothing was changed. Analyse again; if it comes back, report it together with the change SQL.`,
      },
    );
  }
}
