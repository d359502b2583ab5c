import { l10n } from 'vscode';
import { environments } from '../../connection/connection.ts';
import type { Environment } from '../../connection/connection.ts';
import { environmentName } from './connectionWords.ts';
import { pickOne } from './pick.ts';

/** Null when the user went away. The one that holds comes first. */
export async function askEnvironment(title: string, present: Environment): Promise<Environment | null> {
  const sorted = [present, ...environments.filter((environment) => environment !== present)];
  return await pickOne(
    { title, placeholder: l10n.t('What is this server for?') },
    sorted.map((environment) => ({
      label: environmentName(environment),
      description: environmentHint(environment),
      icon: environmentIcon(environment),
      value: environment,
    })),
  );
}

function environmentHint(environment: Environment): string {
  return environment === 'production' ? l10n.t('Asks for the name of the database before each run') : '';
}

function environmentIcon(environment: Environment): string {
  switch (environment) {
    case 'development':
      return 'tools';
    case 'test':
      return 'beaker';
    case 'production':
      return 'shield';
  }
}
