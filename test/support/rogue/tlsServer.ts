/** A real server with TLS whose certificate a test exchanges while it runs. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from '../removeFolder.ts';
import { query } from '../servers/connect.ts';
import type { EngineName } from '../servers/engineRecipe.ts';
import { startServer } from '../servers/startServer.ts';
import type { TestServer } from '../servers/startServer.ts';
import type { Authority, Certificate } from './certificates.ts';

export interface TlsServer {
  readonly server: TestServer;
  /** New connections see this certificate from now on. */
  present(certificate: Certificate): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one that trusts clients of `authority`. Throws as `startServer` does. */
export async function startTlsServer(
  engine: EngineName,
  authority: Authority,
  first: Certificate,
): Promise<TlsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'shadow-sync-tls-'));
  const file = (name: string): string => join(folder, name);
  const write = (certificate: Certificate): void => {
    writeFileSync(file('cert.pem'), certificate.cert);
    writeFileSync(file('key.pem'), certificate.key, { mode: 0o600 });
  };
  writeFileSync(file('ca.pem'), authority.cert);
  write(first);
  const args = [
    `--ssl-ca=${file('ca.pem')}`,
    `--ssl-cert=${file('cert.pem')}`,
    `--ssl-key=${file('key.pem')}`,
  ];
  try {
    const server = await startServer(engine, { args });
    return {
      server,
      async present(certificate) {
        write(certificate);
        if (server.dialect === 'mariadb') {
          await query(server, 'FLUSH SSL');
          return;
        }
        // MySQL takes a certificate that is not in order when it starts, but not while it runs.
        await query(server, 'ALTER INSTANCE RELOAD TLS').catch(async () => {
          await server.kill('SIGKILL');
          await server.restart();
        });
      },
      async stop() {
        await server.stop();
        removeFolder(folder);
      },
    };
  } catch (error) {
    removeFolder(folder);
    throw error;
  }
}
