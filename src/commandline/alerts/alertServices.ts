/** The alerts of a store, put together from its folder and the environment. */
import type { SignalSource } from '../../alert/alertPorts.ts';
import { openAlerts } from '../../compose.ts';
import type { OpenedAlerts } from '../../compose.ts';
import type { Said } from '../../schema/phrase.ts';
import type { TaskServices } from '../tasks/taskServices.ts';
import { EnvironmentSecrets } from './environmentSecrets.ts';
import type { Environment } from './environmentSecrets.ts';

export interface AlertServicesNeed {
  readonly environment: Environment;
  readonly services: TaskServices;
  readonly sources?: readonly SignalSource[];
  readonly onTrouble: (message: Said) => void;
}

/** Sends nothing before its engine is started. Throws ShadowSyncError 'store'. */
export async function openAlertServices(
  folder: string,
  { environment, services, sources = [], onTrouble }: AlertServicesNeed,
): Promise<OpenedAlerts> {
  return await openAlerts(folder, {
    tasks: services.tasks.store,
    worker: services.worker,
    secrets: new EnvironmentSecrets(environment),
    linkTo: (id) => `vscode://shadow-sync.shadow-sync/alert/${id}`,
    sources,
    onTrouble,
    say: onTrouble,
  });
}
