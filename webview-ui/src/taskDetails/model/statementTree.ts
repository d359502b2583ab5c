import type { StatementRow } from '../../../../src/protocol/taskDetails.ts';

/** Statements of one shadow table, in the order in which they run. */
export interface StatementGroup {
  readonly key: string;
  readonly shadow: string;
  readonly source: string | null;
  readonly rows: readonly StatementRow[];
  readonly isExpanded: boolean;
}

/** One line of the list. Shaped for controls/groupedList.ts. */
export type StatementItem =
  | {
      readonly key: string;
      readonly isHeading: true;
      readonly group: StatementGroup;
      readonly position: number;
      readonly setSize: number;
    }
  | {
      readonly key: string;
      readonly isHeading: false;
      readonly row: StatementRow;
      readonly position: number;
      readonly setSize: number;
    };

/** Statements whose table or text holds what is searched, whatever the case. */
export function matching(rows: readonly StatementRow[], text: string): readonly StatementRow[] {
  const searched = text.trim().toLowerCase();
  if (searched === '') return rows;
  return rows.filter(({ shadow, source, sql, codes }) =>
    [shadow, source ?? '', sql, ...codes].some((part) => part.toLowerCase().includes(searched)),
  );
}

/** One group for each table, at the place of its first statement. */
export function groupStatements(
  rows: readonly StatementRow[],
  isExpanded: (shadow: string) => boolean,
): readonly StatementGroup[] {
  const byShadow = new Map<string, StatementRow[]>();
  for (const row of rows) {
    const list = byShadow.get(row.shadow);
    if (list === undefined) byShadow.set(row.shadow, [row]);
    else list.push(row);
  }
  return [...byShadow].map(([shadow, own], index) => ({
    key: `table-${index}`,
    shadow,
    source: own[0]?.source ?? null,
    rows: own,
    isExpanded: isExpanded(shadow),
  }));
}

export function linesOf(groups: readonly StatementGroup[]): readonly StatementItem[] {
  return groups.flatMap((group, index): readonly StatementItem[] => {
    const heading = {
      key: group.key,
      isHeading: true,
      group,
      position: index + 1,
      setSize: groups.length,
    } as const;
    if (!group.isExpanded) return [heading];
    const members = group.rows.map((row, at) => ({
      key: statementKey(row.index),
      isHeading: false as const,
      row,
      position: at + 1,
      setSize: group.rows.length,
    }));
    return [heading, ...members];
  });
}

export function statementKey(index: number): string {
  return `statement-${index}`;
}
