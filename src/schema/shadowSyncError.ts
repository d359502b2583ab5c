import { english } from './phrase.ts';
import type { Said } from './phrase.ts';
/** What kind of thing went wrong; stable, so that code and users' scripts may rely on it. */
export type ErrorCode =
  | 'usage' // a wrong option or value
  | 'naming' // the naming rule makes an impossible or ambiguous name
  | 'connection' // the server can't be reached
  | 'tls' // the server's identity could not be proven, or it offers no TLS
  | 'authentication' // the server refused the account
  | 'privilege' // the account may not do this
  | 'unknown-database'
  | 'pin-refused' // a session variable could not be set to the value that correctness needs
  | 'limit' // a bound against hostile or broken servers was exceeded
  | 'gate' // a statement was not what the gate lets through: nothing was sent
  | 'identity' // not the server that the plan was made on
  | 'stale-plan' // source or shadow moved since the plan was made
  | 'drifted' // the shadow is not what the run made of it: somebody else changed it meanwhile
  | 'lock' // another runner works on the same shadow table, or a lock wait ended
  | 'timeout'
  | 'unknown-outcome' // the connection was lost while a statement ran
  | 'statement' // the server refused a statement
  | 'read-only' // the server takes no changes now
  | 'journal' // the run's record could not be written: nothing is sent
  | 'store' // what is kept on this computer (connections, tasks) can't be read or written
  | 'conflict' // somebody else changed it since it was read
  | 'cancelled'
  | 'protocol' // the server said something that no server should
  | 'internal';

export interface ErrorDetails {
  /** What the user can do about it; a whole sentence. */
  readonly remedy?: Said;
  /** The server's own number for it, where it has one. */
  readonly errno?: number;
  /** The server's own symbol, such as ER_DUP_FIELDNAME, where it has one. */
  readonly symbol?: string;
  readonly cause?: unknown;
}

/**
 * Every error that leaves a room of this project. `message` names the object and the cause and is fit to be shown;
 * it holds no secret and no stack.
 */
export class ShadowSyncError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string | null;
  /** What `message` and `remedy` say in English, for whoever shows them in another language. */
  readonly said: Said;
  readonly saidRemedy: Said | null;
  readonly errno: number | null;
  readonly symbol: string | null;

  constructor(code: ErrorCode, message: Said, details: ErrorDetails = {}) {
    super(english(message), details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'ShadowSyncError';
    this.code = code;
    this.said = message;
    this.saidRemedy = details.remedy ?? null;
    this.remedy = this.saidRemedy === null ? null : english(this.saidRemedy);
    this.errno = details.errno ?? null;
    this.symbol = details.symbol ?? null;
  }

  /** Narrows an unknown to this class, and to one code when it is given. */
  static is(error: unknown, code?: ErrorCode): error is ShadowSyncError {
    return error instanceof ShadowSyncError && (code === undefined || error.code === code);
  }
}
