/** A receiver of webhooks on the loopback that does whatever receivers were seen to do, and counts what it got. */
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { makeAuthority, makeCertificate } from '../rogue/certificates.ts';

export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Behaviour = (request: Received, response: ServerResponse) => void;

export interface HostileReceiver {
  readonly url: string;
  /** PEM of whom to trust. */
  readonly ca: string;
  readonly received: Received[];
  /** Decides about each request; 200 at first. */
  behaves: Behaviour;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<HostileReceiver> {
  const authority = makeAuthority('webhook tests');
  const { cert, key } = makeCertificate(authority, { name: 'localhost', hosts: ['localhost', '127.0.0.1'] });
  const received: Received[] = [];
  let behaves: Behaviour = answers(200);
  const server = createServer({ cert, key }, (request, response) => {
    void bodyOf(request).then((body) => {
      if (body === null) return;
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const one = { path: request.url ?? '', headers, body };
      received.push(one);
      behaves(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `https://127.0.0.1:${String(address.port)}`,
    ca: authority.cert,
    received,
    get behaves() {
      return behaves;
    },
    set behaves(value) {
      behaves = value;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Null when the sender was killed in the middle: what came is no request. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function answers(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Behaviour {
  return (_, response) => response.writeHead(status, headers).end(body);
}

export const neverAnswers: Behaviour = () => undefined;

export const resets: Behaviour = (_, response) => response.socket?.destroy();

/** Headers at once, then a byte now and then, without end. */
export const dripsBody: Behaviour = (_, response) => {
  response.writeHead(200);
  const timer = setInterval(() => response.write('.'), 20);
  response.on('close', () => clearInterval(timer));
};

/** As much as anybody takes. */
export const floods: Behaviour = (_, response) => {
  response.writeHead(200, { 'content-length': String(1024 ** 3) });
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const pour = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', pour);
  response.on('error', () => undefined);
  pour();
};
