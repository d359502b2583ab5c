/** What is typed or piped in as one line: a password, or an address that is a secret. */
import type { Readable } from 'node:stream';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';

/**
 * The first line of `input`, without its end. Waits for no more than that: who types, or leaves a pipe open, does not end
 * the input. Throws ShadowSyncError 'cancelled' when `signal` comes first.
 */
export async function firstLine(input: Readable, signal: AbortSignal): Promise<string> {
  const stop = (): void => void input.destroy(cancelled());
  if (signal.aborted) throw cancelled();
  signal.addEventListener('abort', stop, { once: true });
  try {
    let text = '';
    input.setEncoding('utf8');
    for await (const chunk of input) {
      text += String(chunk);
      if (text.includes('\n')) break;
    }
    return text.split(/\r?\n/, 1)[0] ?? '';
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function cancelled(): ShadowSyncError {
  return new ShadowSyncError('cancelled', 'Reading standard input was cancelled.');
}
