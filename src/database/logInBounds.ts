/** The bounds of a log-in, against servers that are far, silent or hostile (C8). */
import type { StageListener } from '../connection/connectionTest.ts';
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { CancelSignal } from '../shadow/schemaReader.ts';
import { patienceFor } from './patience.ts';
import type { Patience } from './patience.ts';

export interface LogInOptions {
  /** For name resolution, TCP, SSH, TLS and log-in together, at all addresses. */
  readonly timeoutMs?: number;
  readonly signal?: CancelSignal;
  /** Told each stage; the last, 'authentication', is left to the caller to end. */
  readonly onStage?: StageListener;
}

/** Long enough for a far server, short enough for a person who waits. */
const defaultTimeoutMs = 10_000;

/** A log-in is a few hundred bytes, with certificates some kilobytes. */
const maxHandshakeBytes = 1024 * 1024;

export function logInPatience({ signal, timeoutMs = defaultTimeoutMs }: LogInOptions): Patience {
  return patienceFor(timeoutMs, signal);
}

/** What is wrong with a server that has sent so much before the log-in ended; null while that is a log-in's size. */
export function floodProblem(received: number): ShadowSyncError | null {
  if (received <= maxHandshakeBytes) return null;
  return new ShadowSyncError(
    'limit',
    phrase`The server sent more than ${maxHandshakeBytes} bytes before the log-in ended.`,
  );
}
