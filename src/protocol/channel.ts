/** What both ends of the glass share: the wire, and how to refuse a message without repeating what it said. */
import type { GenericIssue } from 'valibot';
import type { ErrorBody } from './envelope.ts';

/** The wire, whatever it is: a webview's messages in the product, two arrays in a test. */
export interface Port {
  post(message: unknown): void;
  /** Calls back for each message until the function that it gives is called. */
  receive(listener: (message: unknown) => void): () => void;
}

/** The answer to a message that was refused. ErrorCode (src/schema) has the same word for a server that talks nonsense. */
export function refusal(message: string): ErrorBody {
  return { code: 'protocol', message, remedy: 'Close this panel and open it again.' };
}

/** The number that an answer to a message without a valid envelope can carry; 0 when it has none. */
export function numberOf(message: unknown): number {
  if (typeof message !== 'object' || message === null || !('id' in message)) return 0;
  return typeof message.id === 'number' && Number.isSafeInteger(message.id) && message.id > 0
    ? message.id
    : 0;
}

/** Where a body differs from its schema; paths of our own schemas only, never the values found there. */
export function whereOf(issues: readonly GenericIssue[]): string {
  const keys = issues.map(
    ({ path }) => (path ?? []).map(({ key }) => shownKey(key)).join('.') || 'the whole',
  );
  return [...new Set(keys)].slice(0, 5).join(', ');
}

function shownKey(key: unknown): string {
  return typeof key === 'number' || (typeof key === 'string' && /^\w{1,40}$/.test(key)) ? `${key}` : '…';
}
