import { l10n, window } from 'vscode';
import type { Editor } from '../../editor.ts';
import { connectionsFor } from '../../pick/pickConnection.ts';
import { targetsOf } from '../../trees/treeTarget.ts';
import { pickOne } from '../../ui/pick.ts';
import type { Choice } from '../../ui/pick.ts';
import { plainText } from '../../ui/plainText.ts';

/** Answers with a group's name, with null for none; undefined when the user went away. */
type AskGroup = () => Promise<string | null | undefined>;

/** Moves connections to another group, to a new one, or out of theirs. */
export async function moveToGroup(editor: Editor, args: readonly unknown[]): Promise<void> {
  const stored = await connectionsFor(editor, args, l10n.t('Move to Group'));
  if (stored.length === 0) return;
  const groups = await editor.services.book.groups();
  const present = stored.length === 1 ? (stored[0]?.connection.group ?? null) : null;
  const choices: Choice<AskGroup>[] = [
    ...groups
      .filter((group) => group !== present)
      .map((group) => ({ label: group, icon: 'folder', value: () => Promise.resolve(group) })),
    { label: l10n.t('New Group…'), icon: 'new-folder', value: () => askGroupName('') },
  ];
  if (present !== null) {
    choices.push({ label: l10n.t('No Group'), icon: 'close', value: () => Promise.resolve(null) });
  }
  const ask = await pickOne({ title: l10n.t('Move to Group'), placeholder: l10n.t('Which group?') }, choices);
  const group = await ask?.();
  if (group !== undefined) await editor.services.book.moveToGroup(stored, group);
}

/** Gives a group another name; when there is one of that name, the two become one. */
export async function renameGroup(editor: Editor, args: readonly unknown[]): Promise<void> {
  const group = await groupOf(editor, args);
  if (group === null) return;
  const name = await askGroupName(group);
  if (name === undefined || name === group) return;
  const members = (await editor.services.book.list()).filter(({ connection }) => connection.group === group);
  await editor.services.book.moveToGroup(members, name);
}

async function groupOf(editor: Editor, args: readonly unknown[]): Promise<string | null> {
  const target = targetsOf(args).find(({ kind }) => kind === 'group');
  const groups = await editor.services.book.groups();
  if (target?.kind === 'group' && groups.includes(target.group)) return target.group;
  if (groups.length === 0) {
    void window.showInformationMessage(l10n.t('There is no group yet.'));
    return null;
  }
  return await pickOne(
    { title: l10n.t('Rename Group'), placeholder: l10n.t('Which group?') },
    groups.map((name) => ({ label: name, icon: 'folder', value: name })),
  );
}

async function askGroupName(value: string): Promise<string | undefined> {
  const name = await window.showInputBox({
    title: value === '' ? l10n.t('New Group') : l10n.t('Rename {0}', plainText(value)),
    prompt: l10n.t('Name of the group'),
    value,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? l10n.t('Give it a name.') : undefined),
  });
  return name?.trim();
}
