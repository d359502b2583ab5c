import { env, l10n } from 'vscode';
import type { Editor } from '../../editor.ts';
import { connectionsFor } from '../../pick/pickConnection.ts';
import { targetsOf } from '../../trees/treeTarget.ts';
import type { TreeTarget } from '../../trees/treeTarget.ts';

/** Copies the bare names of what is selected, one a line. */
export async function copyName(editor: Editor, args: readonly unknown[]): Promise<void> {
  const targets = targetsOf(args);
  const names =
    targets.length > 0
      ? await Promise.all(targets.map((target) => nameOf(editor, target)))
      : (await connectionsFor(editor, [], l10n.t('Copy Name'))).map(({ connection }) => connection.name);
  if (names.length > 0) await env.clipboard.writeText(names.join('\n'));
}

async function nameOf(editor: Editor, target: TreeTarget): Promise<string> {
  switch (target.kind) {
    case 'group':
      return target.group;
    case 'connection':
      return (await editor.services.book.find(target.connectionId)).connection.name;
    case 'database':
      return target.database;
    case 'table':
      return target.table;
  }
}
