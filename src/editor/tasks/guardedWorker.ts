/** Runs that nobody watches, held to what was agreed when their task was made. Without `vscode`. */
import type { Connection } from '../../connection/connection.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { TaskIntent } from '../../task/model/task.ts';
import type { TaskWorker, WorkSession } from '../../task/taskPorts.ts';

/**
 * Refuses to run on a server that has become a production server since the task was made: then nobody has confirmed a run
 * on production.
 */
export function guardedWorker(
  worker: TaskWorker,
  find: (connectionId: string) => Promise<Pick<Connection, 'name' | 'environment'>>,
): TaskWorker {
  return {
    withSession: (connectionId, signal, work) =>
      worker.withSession(connectionId, signal, async (session) => {
        const connection = await find(connectionId);
        return await work(guardedSession(session, connection));
      }),
  };
}

function guardedSession(
  session: WorkSession,
  connection: Pick<Connection, 'name' | 'environment'>,
): WorkSession {
  let planned: TaskIntent | null = null;
  return {
    serverIdentity: session.serverIdentity,
    recover: (signal, say) => session.recover(signal, say),
    plan: (intent, signal, onProgress) => {
      planned = intent;
      return session.plan(intent, signal, onProgress);
    },
    planUndo: (intent, frozen, signal) => {
      planned = intent;
      return session.planUndo(intent, frozen, signal);
    },
    run: async (plan, request) => {
      const agreed = planned?.connection.environment;
      if (connection.environment === 'production' && agreed !== 'production') {
        throw new ShadowSyncError(
          'privilege',
          phrase`${connection.name} became a production server after the task was made: nothing is run there.`,
          { remedy: phrase`Initiate the task again, which asks for the name of the database.` },
        );
      }
      return await session.run(plan, request);
    },
  };
}
