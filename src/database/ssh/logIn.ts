/** The log-in at one SSH server: one way, tried once, and in words why it failed. */
import ssh2 from 'ssh2';
import type { AnyAuthMethod, AuthHandlerMiddleware, ParsedKey } from 'ssh2';
import type { SshServer } from '../../connection/connectionTarget.ts';
import { placeOf } from '../networkError.ts';
import { readPrivateKey } from './privateKey.ts';
import { SshError } from './sshError.ts';
import { phrase } from '../../schema/phrase.ts';

/** How the secret is shown: once, in the first form that the server takes. */
interface Proof {
  readonly methods: (problem: (error: SshError) => void) => readonly AnyAuthMethod[];
  /** What the server has refused, and what helps. */
  readonly refused: () => SshError;
}

/** Reads the key or asks the agent. Throws SshError before anything is sent to the server. */
export async function prepareLogIn(server: SshServer): Promise<SshLogIn> {
  const { secret } = server;
  switch (secret.kind) {
    case 'password':
      return new SshLogIn(server, passwordProof(server, secret.password));
    case 'key':
      return new SshLogIn(server, keyProof(server, readPrivateKey(secret), secret.file));
    case 'agent':
      return new SshLogIn(server, agentProof(server, secret.socket, await keysOfAgent(secret.socket)));
  }
}

export class SshLogIn {
  readonly #server: SshServer;
  readonly #proof: Proof;
  #problem: SshError | null = null;
  #tried: AnyAuthMethod | null = null;

  constructor(server: SshServer, proof: Proof) {
    this.#server = server;
    this.#proof = proof;
  }

  /** Why the server did not let us in, as far as it is known. */
  get problem(): SshError | null {
    return this.#problem;
  }

  /** What was shown, for the stage's report. */
  get method(): string {
    return this.#tried?.type ?? 'none';
  }

  /**
   * For the library: which method comes next, `false` for no more. The first is `none`, whose refusal names the
   * methods that the server takes (RFC 4252, 5.2), so that a secret is never shown twice.
   */
  readonly next: AuthHandlerMiddleware = (offered, isPartial, next) => {
    const give = next as (method: AnyAuthMethod | false) => void;
    const { user } = this.#server;
    // The library's first call offers nothing, although its types say otherwise.
    const isFirst = (offered as readonly string[] | null) === null;
    if (isFirst) {
      give({ type: 'none', username: user });
      return;
    }
    if (this.#tried !== null) {
      this.#problem ??= isPartial ? this.#wantsMore(offered) : this.#proof.refused();
      give(false);
      return;
    }
    const methods = this.#proof.methods((problem) => (this.#problem = problem));
    const taken = methods.find(({ type }) => offered.includes(type === 'agent' ? 'publickey' : type));
    if (taken === undefined) this.#problem = this.#notTaken(methods, offered);
    this.#tried = taken ?? null;
    give(taken ?? false);
  };

  #wantsMore(offered: readonly string[]): SshError {
    return new SshError(
      'authentication',
      phrase`${accountOf(this.#server)}: the server wants a second proof (${offered.join(', ')}).`,
      phrase`Use an account that needs one proof only: a second one can not be given here.`,
    );
  }

  #notTaken(methods: readonly AnyAuthMethod[], offered: readonly string[]): SshError {
    const ours = this.#server.secret.kind === 'password' ? phrase`passwords` : phrase`keys`;
    const other = methods.some(({ type }) => type === 'password')
      ? phrase`a key or the agent`
      : phrase`the password`;
    return new SshError(
      'authentication',
      phrase`${accountOf(this.#server)}: the server takes no ${ours}; it offers ${offered.length === 0 ? phrase`nothing` : offered.join(', ')}.`,
      phrase`Choose ${other} to authenticate with, or have the server changed.`,
    );
  }
}

function passwordProof(server: SshServer, password: string): Proof {
  const username = server.user;
  return {
    methods: (problem) => [
      { type: 'password', username, password },
      {
        // PAM asks for the password in this way.
        type: 'keyboard-interactive',
        username,
        prompt: (_name, _instructions, _language, prompts, finish) => {
          const [only] = prompts;
          if (prompts.length === 1 && only?.echo !== true) {
            finish([password]);
            return;
          }
          problem(
            new SshError(
              'authentication',
              phrase`${accountOf(server)}: the server asks for more than a password.`,
              phrase`Use a key, or an account that needs the password only.`,
            ),
          );
          finish(prompts.map(() => ''));
        },
      },
    ],
    refused: () =>
      new SshError(
        'authentication',
        phrase`${accountOf(server)}: the server refused the password.`,
        phrase`Check user and password of the SSH account.`,
      ),
  };
}

function keyProof(server: SshServer, key: ParsedKey, file: string): Proof {
  return {
    methods: () => [{ type: 'publickey', username: server.user, key }],
    refused: () => {
      const line = publicLine(key);
      return new SshError(
        'authentication',
        phrase`${accountOf(server)}: the server refused the key ${JSON.stringify(file)}.`,
        phrase`Check the user, or have this line added to the account's ~/.ssh/authorized_keys on the server: ${line}`,
        line,
      );
    },
  };
}

function agentProof(server: SshServer, socket: string, keys: number): Proof {
  return {
    methods: () => [{ type: 'agent', username: server.user, agent: socket }],
    refused: () =>
      new SshError(
        'authentication',
        phrase`${accountOf(server)}: the server refused each of the agent's ${keys} keys.`,
        phrase`Check the user, or have one of the agent's keys (ssh-add -L) added to ~/.ssh/authorized_keys on the server.`,
      ),
  };
}

/** Asked before, because the library tells an agent that is away from keys that are refused by its texts only. */
async function keysOfAgent(socket: string): Promise<number> {
  const keys = await new Promise<number | null>((resolve) => {
    ssh2.createAgent(socket).getIdentities((error, found) => {
      resolve(error === undefined || error === null ? (found?.length ?? 0) : null);
    });
  });
  if (keys === null) {
    throw new SshError(
      'authentication',
      phrase`The SSH agent at ${socket} does not answer.`,
      phrase`Start ssh-agent before the editor, in the same session, or choose a key file.`,
    );
  }
  if (keys > 0) return keys;
  throw new SshError(
    'authentication',
    phrase`The SSH agent at ${socket} holds no key.`,
    phrase`Add the key: ssh-add FILE.`,
  );
}

function accountOf({ host, port, user }: SshServer): string {
  return `${user}@${placeOf(host, port)}`;
}

function publicLine(key: ParsedKey): string {
  return `${key.type} ${key.getPublicSSH().toString('base64')}`;
}
