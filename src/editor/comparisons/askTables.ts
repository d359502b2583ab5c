/** Asks which tables of a database a command is about. */
import { l10n, window } from 'vscode';
import { withServer } from '../../comparison/withServer.ts';
import type { Range } from '../../shadow/range.ts';
import type { Editor } from '../editor.ts';
import { pickTables } from '../pick/pickDatabase.ts';
import { pickOne } from '../ui/pick.ts';
import type { Choice } from '../ui/pick.ts';
import { plainLabel } from '../ui/plainText.ts';
import { whileReading } from '../ui/whileReading.ts';
import type { Place } from './askPlace.ts';
import { rangeOf, rangeText, readRange } from './rangeText.ts';

type Answer = () => Promise<Range | null> | Range | null;

/** `last` is what was compared before. Null when the user went away. Throws what connecting throws. */
export async function askRange(
  editor: Editor,
  place: Place,
  last: Range | null,
  title: string,
): Promise<Range | null> {
  const lastText = last === null ? '' : rangeText(last);
  const again: Choice<Answer> = {
    label: l10n.t('The Same Tables as Last Time'),
    description: lastText,
    icon: 'history',
    value: () => last,
  };
  const how = await pickOne<Answer>({ title, placeholder: l10n.t('Which source tables?') }, [
    { label: l10n.t('All Tables'), icon: 'list-flat', value: () => ({ include: [], exclude: [] }) },
    ...(lastText === '' ? [] : [again]),
    {
      label: l10n.t('Choose Tables…'),
      icon: 'checklist',
      value: async () => {
        const placeHolder = l10n.t('Tick the source tables');
        const tables = await pickTables(editor, place, { title, placeHolder });
        return tables.length === 0 ? null : rangeOf(tables);
      },
    },
    {
      label: l10n.t('By Patterns…'),
      description: 'order_*, !*_old',
      icon: 'filter',
      value: () => askPatterns(lastText, title),
    },
  ]);
  return how === null ? null : await how();
}

async function askPatterns(value: string, title: string): Promise<Range | null> {
  const typed = await window.showInputBox({
    title,
    prompt: l10n.t('Patterns between commas; * and ? are wildcards, ! in front leaves tables out'),
    value,
    ignoreFocusOut: true,
    validateInput: (text) =>
      rangeText(readRange(text)) === '' ? l10n.t('Type at least one pattern.') : undefined,
  });
  return typed === undefined ? null : readRange(typed);
}

/** Null when the user went away. Throws what connecting throws. */
export async function askOneTable(
  editor: Editor,
  { connection, database }: Place,
  question: { readonly title: string; readonly placeholder: string },
): Promise<string | null> {
  const listed = await whileReading(l10n.t('Reading the tables of {0}', plainLabel(database)), (signal) =>
    withServer(
      editor.services.servers,
      { connectionId: connection.id, signal, isRepeatable: true },
      (server) => server.reader.listTables(database, signal),
    ),
  );
  return await pickOne(
    question,
    listed.flatMap(({ kind, name }) =>
      kind === 'table' ? [{ label: name.table, icon: 'table', value: name.table }] : [],
    ),
  );
}
