import { randomUUID } from 'node:crypto';
import { l10n, window, workspace } from 'vscode';
import { secretKinds } from '../../../connection/connectionSecrets.ts';
import { displayTarget } from '../../../connection/connectionTarget.ts';
import { english, joined, type Said } from '../../../schema/phrase.ts';
import { importCandidates } from '../../connections/importCandidates.ts';
import type { ImportCandidate, ImportChoices } from '../../connections/importCandidates.ts';
import { saveConnections } from '../../connections/saveConnections.ts';
import { SecretAnswers } from '../../connections/secretAnswers.ts';
import type { Editor } from '../../editor.ts';
import { pickMany } from '../../ui/pick.ts';
import type { Choice } from '../../ui/pick.ts';
import { translated } from '../../ui/translated.ts';
import { plainText } from '../../ui/plainText.ts';

/** Adds what the user chooses of the connections that other programs know. Nothing is changed there. */
export async function importConnections(editor: Editor): Promise<void> {
  const { candidates, problems } = await lookAround(editor);
  for (const problem of problems) editor.log.warn(english(problem));
  if (candidates.length === 0) {
    void window.showInformationMessage(
      problems.length === 0
        ? l10n.t('No connections were found in my.cnf, SQLTools, Database Client or DBeaver.')
        : l10n.t('No connection can be imported: {0}', plainText(translated(joined(problems, ' ')))),
    );
    return;
  }
  const chosen = await pickMany(
    { title: l10n.t('Import Connections'), placeholder: l10n.t('Tick the connections to add') },
    candidates.map(choiceOf),
    ({ isThere }) => !isThere,
  );
  if (chosen === null || chosen.length === 0) return;
  await saveConnections(
    editor.services,
    chosen.map(({ connection, secrets }) => {
      const answers = new SecretAnswers(editor.services.secrets);
      for (const kind of secretKinds) {
        const secret = secrets[kind];
        if (secret !== undefined) answers.add(kind, { secret, isRemembered: true });
      }
      return { connection, answers };
    }),
  );
  sayWhatIsMissing(problems);
}

async function lookAround({ services }: Editor): Promise<ImportChoices> {
  // Four parsers that most sessions never need.
  const { findImports } = await import('../../../connection/import/findImports.ts');
  const found = await findImports({
    files: services.files,
    setting: (name) => workspace.getConfiguration().get<unknown>(name),
    folders: (workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath),
  });
  const present = (await services.book.list()).map(({ connection }) => connection);
  return importCandidates(found, present, { newId: randomUUID, createdAt: services.clock.now() });
}

function choiceOf(candidate: ImportCandidate): Choice<ImportCandidate> {
  const { connection, source, dropped, isThere, secrets } = candidate;
  const notes = [
    source,
    ...(isThere ? [l10n.t('is there already')] : []),
    ...(secrets.password === undefined ? [l10n.t('without password')] : []),
    ...(dropped.length === 0 ? [] : [l10n.t('not taken: {0}', translated(joined(dropped, ', ')))]),
  ];
  return {
    label: connection.name,
    description: displayTarget(connection),
    detail: notes.join(' · '),
    icon: 'server',
    value: candidate,
  };
}

function sayWhatIsMissing(problems: readonly Said[]): void {
  if (problems.length === 0) return;
  void window.showWarningMessage(
    l10n.t('Not everything could be imported: {0}', plainText(translated(joined(problems, ' ')))),
  );
}
