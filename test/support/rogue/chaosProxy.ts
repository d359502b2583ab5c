/**
 * A TCP proxy on loopback that misbehaves on demand: cut, black hole, delay, reset in the middle of a packet.
 * What stands between a client and its server in the tests of lost connections and slow networks.
 */
import { createConnection, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ChaosProxy {
  readonly host: string;
  readonly port: number;
  /** Connections that stand now. */
  readonly open: number;
  /** Connections that were ever accepted. */
  readonly accepted: number;
  /** Bytes that came from the clients so far, and the number of separate arrivals (an upper bound for round trips). */
  readonly fromClient: { readonly bytes: number; readonly arrivals: number };
  /** Half of it is added in each direction, from now on, on every connection. */
  setRoundTrip(ms: number): void;
  /** Ends every connection at once, as a failing router does: both sides see a reset. */
  cut(): void;
  /** Swallows every byte of the connections that stand now, without closing them; later ones too when `later` is true. */
  blackHole(options?: { readonly later?: boolean }): void;
  /** Bytes flow again (what was swallowed is lost); new connections are accepted again. */
  heal(): void;
  /** Closes each new connection as soon as it is accepted. */
  refuse(): void;
  /** Lets that many more bytes through from the server (over all connections), then resets the connection they were for. */
  resetAfter(bytesFromServer: number): void;
  /** Resolves when `bytes` more bytes have come from the server; lets a test act while an answer is under way. */
  seen(bytes: number): Promise<void>;
  close(): Promise<void>;
}

interface Link {
  readonly client: Socket;
  readonly server: Socket;
  swallowing: boolean;
}

interface State {
  readonly links: Set<Link>;
  halfTripMs: number;
  swallowLater: boolean;
  refusing: boolean;
  resetAfter: number | null;
  accepted: number;
  fromServer: number;
  readonly fromClient: { bytes: number; arrivals: number };
}

/** Starts a proxy in front of `upstream` on a free port. */
export async function startChaosProxy(
  upstream: { readonly host: string; readonly port: number },
  options: { readonly roundTripMs?: number } = {},
): Promise<ChaosProxy> {
  const state: State = {
    links: new Set(),
    halfTripMs: (options.roundTripMs ?? 0) / 2,
    swallowLater: false,
    refusing: false,
    resetAfter: null,
    accepted: 0,
    fromServer: 0,
    fromClient: { bytes: 0, arrivals: 0 },
  };
  const listener = createServer({ noDelay: true }, (client) => accept(client, upstream, state));
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(0, '127.0.0.1', resolve);
  });
  return {
    host: '127.0.0.1',
    port: (listener.address() as AddressInfo).port,
    get open() {
      return state.links.size;
    },
    get accepted() {
      return state.accepted;
    },
    get fromClient() {
      return { ...state.fromClient };
    },
    ...controls(state),
    async close() {
      state.links.forEach(drop);
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}

function controls(
  state: State,
): Pick<ChaosProxy, 'setRoundTrip' | 'cut' | 'blackHole' | 'heal' | 'refuse' | 'resetAfter' | 'seen'> {
  return {
    setRoundTrip(ms) {
      state.halfTripMs = ms / 2;
    },
    cut() {
      state.links.forEach(drop);
    },
    blackHole(how = {}) {
      state.swallowLater = how.later ?? false;
      for (const link of state.links) link.swallowing = true;
    },
    heal() {
      state.swallowLater = false;
      state.refusing = false;
      for (const link of state.links) link.swallowing = false;
    },
    refuse() {
      state.refusing = true;
    },
    resetAfter(bytes) {
      state.resetAfter = bytes;
    },
    async seen(bytes) {
      const until = state.fromServer + bytes;
      while (state.fromServer < until) await sleep(2);
    },
  };
}

function accept(
  client: Socket,
  upstream: { readonly host: string; readonly port: number },
  state: State,
): void {
  state.accepted += 1;
  if (state.refusing) {
    client.on('error', () => undefined);
    client.resetAndDestroy();
    return;
  }
  const server = createConnection({ host: upstream.host, port: upstream.port, noDelay: true });
  const link: Link = { client, server, swallowing: state.swallowLater };
  state.links.add(link);
  const end = (): void => {
    state.links.delete(link);
    drop(link);
  };
  for (const socket of [client, server]) socket.on('error', end);
  forward(client, server, link, state, (chunk) => {
    state.fromClient.bytes += chunk.length;
    state.fromClient.arrivals += 1;
    return chunk;
  });
  forward(server, client, link, state, (chunk) => {
    state.fromServer += chunk.length;
    return allowed(chunk, state);
  });
}

/** The part of a server's chunk that may pass; shorter than the chunk exactly when the connection is to be reset after it. */
function allowed(chunk: Buffer, state: State): Buffer {
  if (state.resetAfter === null) return chunk;
  if (chunk.length <= state.resetAfter) {
    state.resetAfter -= chunk.length;
    return chunk;
  }
  const part = chunk.subarray(0, state.resetAfter);
  state.resetAfter = null;
  return part;
}

/** Passes bytes on in order, each after half a round trip; the end of one side ends the other when all has arrived. */
function forward(from: Socket, to: Socket, link: Link, state: State, pass: (chunk: Buffer) => Buffer): void {
  const waiting: { readonly due: number; readonly action: () => void }[] = [];
  const pump = (): void => {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const rest = next.due - performance.now();
      if (rest > 0) {
        setTimeout(pump, rest);
        return;
      }
      waiting.shift();
      next.action();
    }
  };
  // One queue, so that nothing overtakes although the delay may change while bytes are under way.
  const later = (action: () => void): void => {
    waiting.push({ due: performance.now() + state.halfTripMs, action });
    if (waiting.length === 1) pump();
  };
  from.on('data', (chunk: Buffer) => {
    if (link.swallowing) return;
    const part = pass(chunk);
    later(() => {
      if (link.swallowing || to.destroyed) return;
      const flowing = to.write(part);
      if (part.length < chunk.length) {
        state.links.delete(link);
        // Only after the part has left, or the reset overtakes it.
        to.write('', () => drop(link));
      } else if (!flowing) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    });
  });
  from.on('end', () => {
    if (!link.swallowing) later(() => to.end());
  });
  from.on('close', () => {
    if (link.swallowing) return;
    later(() => {
      state.links.delete(link);
      if (!to.destroyed) to.end();
    });
  });
}

function drop(link: Link): void {
  reset(link.client);
  reset(link.server);
}

/** libuv refuses to reset a socket that is being shut down, and Node then never closes it. */
function reset(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}
