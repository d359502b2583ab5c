/** The port DdlServer, over whatever carries the statements. */
import type { Said } from '../../schema/phrase.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { DdlServer, DdlSession, StatementMarker } from '../../task/ports.ts';
import type { DdlCarrier, Oversight } from './ddlCarrier.ts';
import { OracleDdlSession } from './ddlSession.ts';

export interface DdlServerSource {
  /** One more connection for DDL, pinned, on the very server that the facts are of. Throws ShadowSyncError. */
  readonly openCarrier: () => Promise<DdlCarrier>;
  readonly oversight: Oversight;
  readonly identity: string;
  readonly account: string;
}

/** Makes the port; opens nothing until it is used. */
export function makeDdlServer(source: DdlServerSource): DdlServer {
  return new OracleDdlServer(source);
}

class OracleDdlServer implements DdlServer {
  readonly #source: DdlServerSource;
  readonly #sessions = new Set<DdlSession>();

  constructor(source: DdlServerSource) {
    this.#source = source;
  }

  async identity(): Promise<string> {
    return await this.#source.oversight.identity();
  }

  async openSession(): Promise<DdlSession> {
    const { account, identity, openCarrier, oversight } = this.#source;
    // First of all: when the server has only one session left, a statement that nobody can stop must not begin.
    await oversight.open();
    const session: DdlSession = new OracleDdlSession({
      carrier: await openCarrier(),
      oversight,
      identity,
      account,
      blockers: (shadow) => this.blockers(shadow),
      onClose: () => this.#sessions.delete(session),
    });
    this.#sessions.add(session);
    return session;
  }

  async findRunning(run: string): ReturnType<DdlServer['findRunning']> {
    return await this.#source.oversight.ofRun(run);
  }

  async kill(connectionId: string, marker: StatementMarker): ReturnType<DdlServer['kill']> {
    return await this.#source.oversight.kill(connectionId, marker);
  }

  async blockers(shadow: TableName): Promise<readonly Said[]> {
    const own = new Set([...this.#sessions].map((session) => session.connectionId));
    return await this.#source.oversight.blockers(shadow, own);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#sessions].map((session) => session.close()));
    await this.#source.oversight.close();
  }
}
