/** Ways in which a server goes wrong, and how each looks on the wire. */
import type { ServerResponse } from 'node:http';

export type FakeFault =
  /** HTTP 200 with `success:false` (oms.md §5.2, 1). */
  | {
      readonly kind: 'refuse';
      readonly code: string;
      readonly message?: string;
      readonly proposal?: string;
    }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** 200 with this text instead of an answer. */
  | { readonly kind: 'text'; readonly body: string }
  /** Half of the answer that it would have been, and then the end. */
  | { readonly kind: 'truncated' }
  | { readonly kind: 'reset' }
  /** Takes the request and says nothing. */
  | { readonly kind: 'silent' }
  /** A beginning, and then a byte now and again, for ever. */
  | { readonly kind: 'drip' }
  /** A body without an end. */
  | { readonly kind: 'huge' }
  /** Puts the request's own Authorization into its message. */
  | { readonly kind: 'echo' };

/** Answers in the way of the fault. `whole` is the body that the answer would have had. */
export function applyFault(
  fault: Exclude<FakeFault, { readonly kind: 'refuse' | 'echo' }>,
  response: ServerResponse,
  whole: string,
): void {
  switch (fault.kind) {
    case 'status':
      response.writeHead(fault.status, { 'Content-Type': 'text/html', ...fault.headers });
      response.end(fault.body ?? `<html><body><h1>${String(fault.status)}</h1></body></html>`);
      return;
    case 'text':
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(fault.body);
      return;
    case 'truncated':
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(whole.slice(0, whole.length / 2));
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'silent':
      return;
    case 'drip':
      drip(response);
      return;
    case 'huge':
      pour(response);
  }
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.write('{"success":true,"data":[');
  const timer = setInterval(() => response.write(' '), 20);
  response.once('close', () => clearInterval(timer));
}

function pour(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  const chunk = Buffer.alloc(256 * 1024, 0x20);
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}
