import type { Column, OracleTable, UniqueKey } from '../../../schema/oracle/model.ts';
import { printType } from '../../../schema/oracle/print/printType.ts';
import type { OracleServerFacts } from '../../../schema/oracle/serverFacts.ts';
import { phrase } from '../../../schema/phrase.ts';
import type { Finding } from '../../finding.ts';
import { makeFinding } from '../../stepFindings.ts';
import { judgeType } from './judgeType.ts';

/** What happens to columns and their values. */
export function columnFindings(
  before: OracleTable,
  after: OracleTable,
  server: OracleServerFacts,
): readonly Finding[] {
  const old = new Map(before.columns.map((column) => [column.name, column]));
  const now = new Set(after.columns.map(({ name }) => name));
  return [
    ...before.columns.filter(({ name }) => !now.has(name)).flatMap(dropped),
    ...after.columns.flatMap((column) => {
      const previous = old.get(column.name);
      return previous === undefined ? added(column) : changed(previous, column, after, server);
    }),
  ];
}

/** The values of a virtual column are worked out again whenever it is made again. */
function dropped({ name, type, virtual }: Column): readonly Finding[] {
  if (virtual !== null) return [];
  const said = phrase`Column ${name} ${printType(type)} is dropped: its values are lost.`;
  return [makeFinding('SS101', 'unsafe', 'column', name, said)];
}

function added(column: Column): readonly Finding[] {
  const { name, type, notNull, virtual, identity } = column;
  if (notNull === null || identity !== null || column.default !== null) return [];
  if (virtual !== null) {
    const what = phrase`is added as a generated column that is stored, indexed or NOT NULL: a row for which its value can not be worked out makes the statement fail`;
    return [makeFinding('SS118', 'unsafe', 'column', name, phrase`Column ${name} ${what}.`)];
  }
  const say = phrase`Column ${name} ${printType(type)} is added as NOT NULL without a default`;
  const said = phrase`${say}: there is no value that existing rows could get.`;
  return [makeFinding('SS122', 'unsafe', 'column', name, said)];
}

function changed(
  before: Column,
  after: Column,
  table: OracleTable,
  server: OracleServerFacts,
): readonly Finding[] {
  return [
    ...typeFindings(before, after, server),
    ...nullFindings(before, after),
    ...collationFindings(before, after, table),
    ...visibilityFindings(before, after),
  ];
}

function typeFindings(before: Column, after: Column, server: OracleServerFacts): readonly Finding[] {
  const loss = judgeType(before.type, after.type, server.bytesPerCharacter);
  if (loss === 'safe') return [];
  const what = loss === 'kind' ? phrase`becomes another kind of type` : phrase`is narrowed`;
  const said = phrase`Column ${after.name} ${what}, ${printType(before.type)} → ${printType(after.type)}: rows with values that the new type does not take make the statement fail.`;
  return [makeFinding(loss === 'kind' ? 'SS117' : 'SS105', 'unsafe', 'column', after.name, said)];
}

function nullFindings(before: Column, after: Column): readonly Finding[] {
  if (before.notNull !== null || after.notNull === null) return [];
  const { isEnabled, isValidated } = after.notNull.state;
  if (!isEnabled && !isValidated) return [];
  const said = phrase`Column ${after.name} becomes NOT NULL: rows that hold NULL there make the statement fail.`;
  return isValidated ? [makeFinding('SS107', 'unsafe', 'column', after.name, said)] : [];
}

function collationFindings(before: Column, after: Column, table: OracleTable): readonly Finding[] {
  if (before.collation === after.collation) return [];
  const name = (collation: string | null): string => collation ?? 'USING_NLS_COMP';
  const say = phrase`Column ${after.name} changes from ${name(before.collation)} to ${name(after.collation)}`;
  const key = keysOf(table).find(({ columns }) => columns.includes(after.name));
  return key === undefined
    ? [
        makeFinding(
          'SS108',
          'caution',
          'column',
          after.name,
          phrase`${say}: every text stays, but is ordered and compared in another way.`,
        ),
      ]
    : [
        makeFinding(
          'SS108',
          'unsafe',
          'column',
          after.name,
          phrase`${say}: ${phrase`texts that the new collation finds equal make key ${key.name} fail`}.`,
        ),
      ];
}

function keysOf({ primaryKey, uniqueKeys }: OracleTable): readonly UniqueKey[] {
  return primaryKey === null ? uniqueKeys : [primaryKey, ...uniqueKeys];
}

/** Who reads or writes without naming columns sees or gives another number of them. */
function visibilityFindings(before: Column, after: Column): readonly Finding[] {
  if (before.isInvisible || !after.isInvisible) return [];
  const said = phrase`Column ${after.name} becomes invisible: statements that name no columns read and write without it.`;
  return [makeFinding('SS206', 'caution', 'column', after.name, said)];
}
