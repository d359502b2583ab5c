import type { TaskFormTable } from '../../../../src/protocol/taskForm.ts';
import { parseGlob } from '../../../../src/shadow/glob.ts';
import type { ListItem } from '../../controls/listView.ts';

/** One line of the list of tables: its heading, which ticks all that are shown, or a table. */
export type TableLine =
  | (ListItem & { readonly isHeading: true; readonly chosen: number; readonly total: number })
  | (ListItem & { readonly isHeading: false; readonly table: TaskFormTable; readonly isChosen: boolean });

export type IsChosen = (table: TaskFormTable) => boolean;

/** Tables that the search lets through, below a heading. Shadow tables are shown, and can't be ticked. */
export function tableLines(
  tables: readonly TaskFormTable[],
  isChosen: IsChosen,
  search: string,
): readonly TableLine[] {
  const matches = matcher(search.trim().toLowerCase());
  const shown = tables.filter(({ name }) => matches(name));
  if (shown.length === 0) return [];
  const choosable = shown.filter(({ place }) => place !== 'shadow');
  const lines = shown.map((table, at): TableLine => ({
    key: String(table.id),
    isHeading: false,
    table,
    isChosen: isChosen(table),
    position: at + 1,
    setSize: shown.length,
  }));
  const heading: TableLine = {
    key: 'all',
    isHeading: true,
    chosen: choosable.filter(isChosen).length,
    total: choosable.length,
    position: 1,
    setSize: 1,
  };
  return [heading, ...lines];
}

function matcher(text: string): (name: string) => boolean {
  if (text === '') return () => true;
  if (!/[*?[]/.test(text)) return (name) => name.toLowerCase().includes(text);
  const glob = parseGlob(text, (name) => name.toLowerCase());
  return (name) => glob.matches(name);
}
