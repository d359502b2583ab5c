/** A real SSH server on the loopback, made of the library's own server: it forwards, refuses, and can be cut off. */
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import ssh2 from 'ssh2';
import type { AuthContext, Connection, ParsedKey, ServerChannel } from 'ssh2';

export interface KeyPair {
  /** The text of the private key file. */
  readonly private: string;
  /** `type base64`, as authorized_keys and known_hosts have it. */
  readonly public: string;
}

type KeyType = 'ed25519' | 'rsa' | 'ecdsa';

/** What encrypts a private key: all of it or nothing. */
type Lock = { readonly passphrase: string; readonly cipher: string; readonly rounds: number } | object;

/** Makes a key pair in OpenSSH's format. */
export function makeKey(type: KeyType = 'ed25519', passphrase?: string): KeyPair {
  const lock: Lock = passphrase === undefined ? {} : { passphrase, cipher: 'aes256-cbc', rounds: 4 };
  let pair = generated(type, lock);
  // The library writes one in some hundred keys wrongly: it loses a zero at the beginning of a number.
  while (ssh2.utils.parseKey(pair.private, passphrase) instanceof Error) pair = generated(type, lock);
  return { private: pair.private, public: pair.public.split(' ').slice(0, 2).join(' ') };
}

function generated(type: KeyType, lock: Lock): KeyPair {
  switch (type) {
    case 'ed25519':
      return ssh2.utils.generateKeyPairSync(type, lock);
    case 'rsa':
      return ssh2.utils.generateKeyPairSync(type, { bits: 2048, ...lock });
    case 'ecdsa':
      return ssh2.utils.generateKeyPairSync(type, { bits: 256, ...lock });
  }
}

export interface SshServerOptions {
  readonly hostKeys?: readonly KeyPair[];
  readonly password?: string;
  /** Asked for by way of prompts (PAM's), besides or in place of the password. */
  readonly prompts?: readonly string[];
  /** Public keys that are let in, `type base64`. */
  readonly authorized?: readonly string[];
  /** What has to be shown after the first proof. */
  readonly second?: string;
  readonly forwarding?: 'allowed' | 'prohibited';
}

export interface TestSshServer {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** The lines of known_hosts for this server. */
  readonly knownHosts: string;
  /** Each proof that somebody tried, in order: `password`, `publickey`, … */
  readonly attempts: readonly string[];
  /** Log-ins that were granted. */
  readonly logins: number;
  /** Connections that are open now. */
  readonly open: number;
  /** Where it was asked to connect to. */
  readonly forwarded: readonly string[];
  /** Ends every connection without a word; new ones are served. */
  cut(): void;
  close(): Promise<void>;
}

const defaultHostKey = makeKey();

/** Starts one on a free port. Whoever starts it closes it. */
export async function startSshServer(options: SshServerOptions = {}): Promise<TestSshServer> {
  const hostKeys = options.hostKeys ?? [defaultHostKey];
  const sockets = new Set<Socket>();
  const forwarded: string[] = [];
  const attempts: string[] = [];
  let logins = 0;
  const ssh = new ssh2.Server({ hostKeys: hostKeys.map((key) => key.private) }, (client) => {
    client.on('error', () => undefined);
    client.on('authentication', (context) => {
      if (context.method !== 'none') attempts.push(context.method);
      authenticate(context, options);
    });
    client.on('ready', () => (logins += 1));
    // Without a listener the library refuses as sshd does where forwarding is not allowed.
    if (options.forwarding !== 'prohibited') serveForwarding(client, forwarded);
  });
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    ssh.injectSocket(socket);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    host: '127.0.0.1',
    port,
    knownHosts: hostKeys.map((key) => `[127.0.0.1]:${String(port)} ${key.public}\n`).join(''),
    attempts,
    get logins() {
      return logins;
    },
    get open() {
      return sockets.size;
    },
    forwarded,
    cut,
    async close() {
      cut();
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}

function authenticate(context: AuthContext, options: SshServerOptions): void {
  const methods: ('password' | 'publickey' | 'keyboard-interactive')[] = [];
  if (options.authorized !== undefined) methods.push('publickey');
  if (options.prompts !== undefined) methods.push('keyboard-interactive');
  else if (options.password !== undefined) methods.push('password');
  const granted = (): void => {
    if (options.second === undefined) context.accept();
    else context.reject(['keyboard-interactive'], true);
  };
  if (context.method === 'password' && methods.includes('password')) {
    if (context.password === options.password) granted();
    else context.reject(methods);
  } else if (context.method === 'keyboard-interactive' && options.prompts !== undefined) {
    const prompts = options.prompts.map((prompt) => ({ prompt, echo: false }));
    context.prompt(prompts, (answers) => {
      if (answers.length === 1 && answers[0] === options.password) granted();
      else context.reject(methods);
    });
  } else if (context.method === 'publickey') {
    const known = (options.authorized ?? []).some((line) => isKey(line, context.key));
    if (known && isSigned(context)) granted();
    else context.reject(methods);
  } else {
    context.reject(methods);
  }
}

function isKey(line: string, shown: { readonly algo: string; readonly data: Buffer }): boolean {
  return line.split(' ')[1] === shown.data.toString('base64');
}

/** Without a signature the client only asks whether the key would do. */
function isSigned(context: Extract<AuthContext, { method: 'publickey' }>): boolean {
  if (context.signature === undefined || context.blob === undefined) return true;
  const key = ssh2.utils.parseKey(`${context.key.algo} ${context.key.data.toString('base64')}`);
  if (key instanceof Error) return false;
  const [parsed] = Array.isArray(key) ? (key as ParsedKey[]) : [key];
  return parsed?.verify(context.blob, context.signature, context.hashAlgo) ?? false;
}

function serveForwarding(client: Connection, forwarded: string[]): void {
  client.on('tcpip', (accept, reject, { destIP, destPort }) => {
    forwarded.push(`${destIP}:${String(destPort)}`);
    const socket = connect({ port: destPort, host: destIP, noDelay: true });
    let channel: ServerChannel | null = null;
    socket.on('connect', () => {
      channel = accept();
      channel.on('error', () => undefined);
      channel.pipe(socket).pipe(channel);
      channel.on('close', () => socket.destroy());
      socket.on('close', () => channel?.end());
    });
    socket.on('error', () => {
      if (channel === null) reject();
    });
  });
}
