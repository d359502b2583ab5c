import { l10n } from 'vscode';
import { requestForTwoTables } from '../../../comparison/comparisonRequest.ts';
import type { TableName } from '../../../schema/tableName.ts';
import { askPlace } from '../../comparisons/askPlace.ts';
import type { Place } from '../../comparisons/askPlace.ts';
import { askOneTable } from '../../comparisons/askTables.ts';
import type { ComparisonParts } from '../../comparisons/comparisonParts.ts';
import type { Editor } from '../../editor.ts';
import { pickDatabase } from '../../pick/pickDatabase.ts';
import { pickOne } from '../../ui/pick.ts';
import { targetsOf } from '../../trees/treeTarget.ts';
import type { TreeTarget } from '../../trees/treeTarget.ts';

/** Compare Two Tables…: the first is seen as the source, the second as its shadow. What was not chosen is asked. */
export async function compareTwoTables(parts: ComparisonParts, args: readonly unknown[]): Promise<void> {
  const { editor } = parts;
  const title = l10n.t('Compare Two Tables');
  const [first, second] = tablesOf(targetsOf(args));
  const place = await askPlace(
    editor,
    { connectionId: first?.connectionId ?? null, database: first?.database ?? null, tables: null },
    title,
  );
  if (place === null) return;
  const source =
    first?.table ?? (await askOneTable(editor, place, { title, placeholder: l10n.t('Which source table?') }));
  if (source === null) return;
  const shadow =
    second === undefined
      ? await askSecond(editor, place, title)
      : { database: second.database, table: second.table };
  if (shadow === null) return;
  const { id, name, environment } = place.connection;
  const request = requestForTwoTables(
    { id, name, environment },
    { database: place.database, table: source },
    shadow,
  );
  parts.panels.show(parts.comparisons.open(request));
}

type TableTarget = Extract<TreeTarget, { kind: 'table' }>;

/** Two tables of one connection; a third one, or one of another server, has no place in it. */
function tablesOf(targets: readonly TreeTarget[]): readonly TableTarget[] {
  const tables = targets.flatMap((target) => (target.kind === 'table' ? [target] : []));
  return tables.filter(({ connectionId }) => connectionId === tables[0]?.connectionId).slice(0, 2);
}

async function askSecond(editor: Editor, place: Place, title: string): Promise<TableName | null> {
  const database = await pickOne<() => Promise<string | null> | string>(
    { title, placeholder: l10n.t('Where is the other table?') },
    [
      {
        label: place.database,
        description: l10n.t('the same database'),
        icon: 'database',
        value: () => place.database,
      },
      {
        label: l10n.t('Another Database…'),
        icon: 'database',
        value: () => pickDatabase(editor, place.connection, title),
      },
    ],
  ).then((choose) => choose?.() ?? null);
  if (database === null) return null;
  const question = { title, placeholder: l10n.t('Which table is to be seen as the shadow?') };
  const table = await askOneTable(editor, { ...place, database }, question);
  return table === null ? null : { database, table };
}
