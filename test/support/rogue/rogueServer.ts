/**
 * A server that speaks just enough of the MySQL protocol to log a client in, and then lies as the test wants it to.
 * Packets as in the MySQL Internals Manual, "Client/Server Protocol".
 */
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { TLSSocket, createSecureContext } from 'node:tls';
import type { Certificate } from './certificates.ts';
import { columnDefinition, greeting, lengthCoded, lengthOf } from './rogueBytes.ts';

export interface RogueOptions {
  readonly version?: string;
  readonly authPlugin?: string;
  /** Offers TLS with this certificate. */
  readonly tls?: Certificate;
  /** Instead of the greeting. */
  readonly onConnect?: (session: RogueSession) => void;
  /** Instead of accepting the log-in. */
  readonly onLogin?: (session: RogueSession) => void;
  /** Session variables besides the usual ones; a session may set all of them but the `stubborn` ones. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly stubborn?: readonly string[];
  /** Answers a statement and says true; false leaves it to the ordinary answers. */
  readonly onQuery?: (sql: string, session: RogueSession) => boolean;
}

export interface RogueServer {
  readonly host: string;
  readonly port: number;
  /** Statements that came, in order, over all connections. */
  readonly statements: readonly string[];
  /** Everything that clients sent in clear, over all connections; with TLS also what came decrypted. */
  readonly received: () => Buffer;
  /** Log-in packets that came: the account was shown to this server. */
  readonly logins: number;
  readonly accepted: number;
  readonly open: number;
  close(): Promise<void>;
}

/** One client's connection as the test's answers see it. */
export interface RogueSession {
  ok(): void;
  error(errno: number, state: string, message: string): void;
  /** One result set of text columns; `more` says that another one follows. */
  rows(
    columns: readonly string[],
    rows: readonly (readonly (string | Buffer | null)[])[],
    more?: boolean,
  ): void;
  /** Asks for a file of the client (LOCAL INFILE). */
  askForFile(path: string): void;
  switchAuth(plugin: string, data: Buffer): void;
  /** Bytes as they are, without a header. */
  raw(bytes: Buffer): void;
  /** One packet with the next sequence number. */
  packet(body: Buffer): void;
  greet(): void;
  end(): void;
  readonly socket: Socket;
}

const usualVariables: Readonly<Record<string, string>> = {
  version: '8.0.99-rogue',
  version_comment: 'rogue',
  lower_case_table_names: '0',
  max_allowed_packet: '67108864',
  server_uuid: '00000000-0000-0000-0000-00000000beef',
  character_set_client: 'utf8mb4',
  character_set_connection: 'utf8mb4',
  character_set_results: 'utf8mb4',
  collation_connection: 'utf8mb4_general_ci',
  sql_quote_show_create: 'ON',
  time_zone: 'SYSTEM',
  autocommit: 'ON',
  sql_mode: 'ANSI_QUOTES',
  lock_wait_timeout: '31536000',
  wait_timeout: '28800',
};

interface World {
  readonly options: RogueOptions;
  readonly statements: string[];
  readonly received: Buffer[];
  readonly sockets: Set<Socket>;
  logins: number;
  accepted: number;
}

/** Starts it on a free port of loopback. */
export async function startRogueServer(options: RogueOptions = {}): Promise<RogueServer> {
  const world: World = { options, statements: [], received: [], sockets: new Set(), logins: 0, accepted: 0 };
  const listener = createServer({ noDelay: true }, (socket) => {
    world.accepted += 1;
    world.sockets.add(socket);
    socket.on('close', () => world.sockets.delete(socket));
    socket.on('error', () => undefined);
    const session = new Session(socket, world);
    if (options.onConnect === undefined) session.greet();
    else options.onConnect(session);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    host: '127.0.0.1',
    port: (listener.address() as AddressInfo).port,
    statements: world.statements,
    received: () => Buffer.concat(world.received),
    get logins() {
      return world.logins;
    },
    get accepted() {
      return world.accepted;
    },
    get open() {
      return world.sockets.size;
    },
    async close() {
      for (const socket of world.sockets) socket.destroy();
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}

class Session implements RogueSession {
  socket: Socket;
  readonly #world: World;
  readonly #variables: Map<string, string>;
  #sequence = 0;
  #buffer: Buffer = Buffer.alloc(0);
  #phase: 'greeting' | 'auth' | 'commands' = 'greeting';

  constructor(socket: Socket, world: World) {
    this.socket = socket;
    this.#world = world;
    this.#variables = new Map(Object.entries({ ...usualVariables, ...world.options.variables }));
    this.#listen(socket);
  }

  #listen(socket: Socket): void {
    socket.on('data', (chunk: Buffer) => {
      this.#world.received.push(chunk);
      this.#buffer = Buffer.concat([this.#buffer, chunk]);
      for (;;) {
        if (this.#buffer.length < 4) return;
        const length = this.#buffer.readUIntLE(0, 3);
        if (this.#buffer.length < 4 + length) return;
        const body = this.#buffer.subarray(4, 4 + length);
        this.#sequence = ((this.#buffer[3] ?? 0) + 1) % 256;
        this.#buffer = this.#buffer.subarray(4 + length);
        this.#onPacket(body);
        if (this.socket !== socket) return;
      }
    });
  }

  #onPacket(body: Buffer): void {
    if (this.#phase === 'commands') {
      this.#onCommand(body);
      return;
    }
    const { tls, onLogin } = this.#world.options;
    const wantsTls = this.#phase === 'greeting' && body.length === 32 && tls !== undefined;
    if (wantsTls) {
      this.#startTls(tls);
      return;
    }
    const isFirst = this.#phase === 'greeting';
    this.#phase = isFirst ? 'auth' : 'commands';
    this.#world.logins += 1;
    if (isFirst && onLogin !== undefined) {
      onLogin(this);
      return;
    }
    this.#phase = 'commands';
    this.ok();
  }

  #startTls(certificate: Certificate): void {
    this.socket.removeAllListeners('data');
    this.socket.pause();
    // The client's first TLS bytes may have come together with its request for TLS.
    this.socket.unshift(this.#buffer);
    this.#buffer = Buffer.alloc(0);
    const secure = new TLSSocket(this.socket, {
      isServer: true,
      secureContext: createSecureContext(certificate),
    });
    secure.on('error', () => undefined);
    this.socket = secure;
    this.#listen(secure);
  }

  #onCommand(body: Buffer): void {
    if (body[0] !== 0x03) {
      if (body[0] === 0x01) this.end();
      else this.ok();
      return;
    }
    const sql = body.subarray(1).toString('utf8');
    this.#world.statements.push(sql);
    if (this.#world.options.onQuery?.(sql, this) === true) return;
    this.#answer(sql);
  }

  /** What an ordinary server says to what our sessions ask when they are opened. */
  #answer(sql: string): void {
    if (sql.startsWith('SHOW SESSION VARIABLES')) {
      const asked = [...sql.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '');
      const known = asked.filter((name) => this.#variables.has(name));
      this.rows(
        ['Variable_name', 'Value'],
        known.map((name) => [name, this.#variables.get(name) ?? '']),
      );
    } else if (sql.startsWith('SET ')) {
      for (const [, name = '', text, number] of sql.matchAll(/SESSION (\w+) = (?:'([^']*)'|([\d.]+))/g)) {
        if (this.#world.options.stubborn?.includes(name) !== true)
          this.#variables.set(name, text ?? number ?? '');
      }
      this.ok();
    } else if (sql.startsWith('SELECT CONNECTION_ID()')) this.rows(['id'], [['7']]);
    else if (sql.startsWith('SELECT CURRENT_USER()')) this.rows(['account'], [['app@%']]);
    else if (sql.includes('character_sets'))
      this.rows(['name', 'c', 'account'], [['utf8mb4', 'utf8mb4_0900_ai_ci', 'app@%']]);
    else if (sql.startsWith('DO ')) this.ok();
    else this.error(1064, '42000', 'This server knows nothing of that.');
  }

  greet(): void {
    const { authPlugin = 'mysql_native_password', tls, version = '8.0.99-rogue' } = this.#world.options;
    this.#sequence = 0;
    this.packet(greeting(version, authPlugin, tls !== undefined));
  }

  ok(): void {
    this.#phase = 'commands';
    this.packet(Buffer.from([0, 0, 0, 2, 0, 0, 0]));
  }

  error(errno: number, state: string, message: string): void {
    this.packet(
      Buffer.concat([Buffer.from([0xff, errno & 0xff, errno >> 8]), Buffer.from(`#${state}${message}`)]),
    );
  }

  rows(
    columns: readonly string[],
    rows: readonly (readonly (string | Buffer | null)[])[],
    more = false,
  ): void {
    const end = Buffer.from([0xfe, 0, 0, more ? 0x0a : 0x02, 0]);
    this.packet(lengthOf(columns.length));
    for (const column of columns) this.packet(columnDefinition(column));
    this.packet(end);
    for (const row of rows) {
      this.packet(
        Buffer.concat(row.map((value) => (value === null ? Buffer.from([0xfb]) : lengthCoded(value)))),
      );
    }
    this.packet(end);
  }

  askForFile(path: string): void {
    this.packet(Buffer.concat([Buffer.from([0xfb]), Buffer.from(path)]));
  }

  switchAuth(plugin: string, data: Buffer): void {
    this.packet(Buffer.concat([Buffer.from([0xfe]), Buffer.from(`${plugin}\0`), data]));
  }

  packet(body: Buffer): void {
    const max = 0xffffff;
    for (let at = 0; at <= body.length; at += max) {
      const part = body.subarray(at, at + max);
      const header = Buffer.alloc(4);
      header.writeUIntLE(part.length, 0, 3);
      header[3] = this.#sequence;
      this.#sequence = (this.#sequence + 1) % 256;
      this.raw(Buffer.concat([header, part]));
    }
  }

  raw(bytes: Buffer): void {
    if (!this.socket.destroyed) this.socket.write(bytes);
  }

  end(): void {
    this.socket.end();
  }
}
