import { commands, l10n } from 'vscode';
import { urlShape } from '../../../connection/connectionUrl.ts';
import { pickOne } from '../../ui/pick.ts';
import type { CommandId } from '../../manifest/commands.ts';
import type { ConnectionForms } from '../../panels/connectionForm/connectionForms.ts';

/** Asks how: nobody has to know beforehand that there are several ways. */
export async function addConnection(forms: ConnectionForms): Promise<void> {
  const run = (id: CommandId) => async (): Promise<void> => {
    await commands.executeCommand(id);
  };
  const how = await pickOne<() => void | Promise<void>>(
    { title: l10n.t('Add Connection'), placeholder: l10n.t('How do you want to add it?') },
    [
      {
        label: l10n.t('Paste a URL'),
        description: urlShape,
        icon: 'link',
        value: run('shadowSync.connection.addByUrl'),
      },
      {
        label: l10n.t('Fill In a Form'),
        description: l10n.t('With encryption and SSH tunnel'),
        icon: 'list-selection',
        value: () => forms.add(),
      },
      {
        label: l10n.t('Import from Other Tools'),
        description: 'my.cnf, SQLTools, Database Client, DBeaver',
        icon: 'cloud-download',
        value: run('shadowSync.connection.import'),
      },
      {
        label: l10n.t('Import from a File of Shadow Sync'),
        icon: 'file-code',
        value: run('shadowSync.connection.importFile'),
      },
    ],
  );
  await how?.();
}
