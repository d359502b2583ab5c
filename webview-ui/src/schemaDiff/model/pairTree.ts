import type { PairRow } from '../../../../src/protocol/schemaDiff.ts';

/** Which pairs the user skips; asked, because a choice holds at once, before the editor has confirmed it. */
export type IsSkipped = (row: PairRow) => boolean;

export interface PairGroup {
  readonly result: PairRow['result'];
  /** All of the group, whatever the filter says. */
  readonly total: number;
  readonly rows: readonly PairRow[];
  /** Those of `rows` that can be synchronized, and how many of them are not skipped. */
  readonly tickable: number;
  readonly ticked: number;
  readonly isExpanded: boolean;
}

/** One line of the list: a group's heading or a pair. Shaped for controls/groupedList.ts. */
export type PairItem =
  | {
      readonly key: string;
      readonly isHeading: true;
      readonly group: PairGroup;
      readonly position: number;
      readonly setSize: number;
    }
  | {
      readonly key: string;
      readonly isHeading: false;
      readonly row: PairRow;
      readonly position: number;
      readonly setSize: number;
    };

/** What needs a look comes first, what needs none comes last. */
export const resultOrder = ['failed', 'unsupported', 'update', 'create', 'skipped', 'consistent'] as const;

/** Whether the user can choose to synchronize or to skip it. */
export function isTickable(row: PairRow): boolean {
  return row.result === 'create' || row.result === 'update' || row.isSkippedByUser;
}

export function keyOf(row: PairRow): string {
  return String(row.id);
}

export interface Arrangement {
  readonly matches: (row: PairRow) => boolean;
  readonly isSkipped: IsSkipped;
  readonly isExpanded: (result: PairRow['result']) => boolean;
}

/** The rows in groups, as they are shown. */
export function groupRows(rows: readonly PairRow[], arrangement: Arrangement): readonly PairGroup[] {
  const byResult = new Map<PairRow['result'], PairRow[]>(resultOrder.map((result) => [result, []]));
  for (const row of rows) byResult.get(row.result)?.push(row);
  return resultOrder
    .map((result) => groupOf(result, byResult.get(result) ?? [], arrangement))
    .filter((group) => group.rows.length > 0);
}

function groupOf(result: PairRow['result'], all: readonly PairRow[], arrangement: Arrangement): PairGroup {
  const rows = all.filter(arrangement.matches);
  let tickable = 0;
  let ticked = 0;
  for (const row of rows) {
    if (!isTickable(row)) continue;
    tickable++;
    if (!arrangement.isSkipped(row)) ticked++;
  }
  const isExpanded = arrangement.isExpanded(result);
  return { result, total: all.length, rows, tickable, ticked, isExpanded };
}

/** The lines of the list: each heading and, where it is expanded, its pairs. */
export function linesOf(groups: readonly PairGroup[]): readonly PairItem[] {
  return groups.flatMap((group, index) => {
    const heading: PairItem = {
      key: `group-${group.result}`,
      isHeading: true,
      group,
      position: index + 1,
      setSize: groups.length,
    };
    return group.isExpanded ? [heading, ...group.rows.map((row, at) => lineOf(row, at, group))] : [heading];
  });
}

function lineOf(row: PairRow, at: number, group: PairGroup): PairItem {
  return { key: keyOf(row), isHeading: false, row, position: at + 1, setSize: group.rows.length };
}
