/** What the tests hand to the code that goes through SSH. */
import type {
  ConnectionTarget,
  SshSecret,
  SshServer,
  SshTarget,
} from '../../../src/connection/connectionTarget.ts';
import { parseConnectionUrl } from '../../../src/connection/connectionUrl.ts';
import type { TestServer } from '../servers/startServer.ts';
import type { TestSshServer } from './sshServer.ts';

const sshUser = 'tunnel';

/** One hop as the account of the tests. */
export function hopTo(server: Pick<TestSshServer, 'host' | 'port'>, secret: SshSecret): SshServer {
  return { host: server.host, port: server.port, user: sshUser, secret };
}

/** Through one SSH server whose keys are known, or those of `knownHosts`. */
export function through(
  server: TestSshServer,
  secret: SshSecret,
  knownHosts: string = server.knownHosts,
): SshTarget {
  return {
    server: hopTo(server, secret),
    jump: null,
    knownHosts: [{ path: '~/.ssh/known_hosts', text: knownHosts }],
  };
}

export function password(text: string): SshSecret {
  return { kind: 'password', password: text };
}

/** A private key as it was read from a file. */
export function keyFile(privateKey: string, passphrase: string | null = null): SshSecret {
  return { kind: 'key', file: '~/.ssh/id_test', privateKey, passphrase };
}

/** A database server of the tests behind SSH. */
export function behind(
  ssh: SshTarget,
  server: TestServer,
  change: Partial<ConnectionTarget> = {},
): ConnectionTarget {
  return { ...parseConnectionUrl(server.url()).target, ...change, ssh };
}
