/** How the cases of the predicted algorithms are written: what a shadow is, and what it should be. */

export interface AlgorithmCase {
  readonly name: string;
  /** Column list and options of the shadow as it is. */
  readonly shadow: string;
  /** The same of the source, which it should become. */
  readonly source: string;
}

/** Columns of a table that most changes are made to. */
const COLUMNS: readonly string[] = [
  'id int not null primary key',
  'a int',
  'b varchar(20) character set latin1',
  "c varchar(20) not null default 'x'",
  'd decimal(10,2)',
  "e enum('x','y')",
  't timestamp null',
  'tx text',
  'key ka(a)',
];

/** A change of that table: `edit` gives the wanted columns from those that are there. */
export function change(name: string, edit: (columns: string[]) => unknown, options = ''): AlgorithmCase {
  const wanted = [...COLUMNS];
  edit(wanted);
  const table = (columns: readonly string[]): string =>
    `(${columns.join(', ')}) engine=innodb default charset=utf8mb4`;
  return { name, shadow: table(COLUMNS), source: `${table(wanted)} ${options}` };
}

export function pair(name: string, shadow: string, source: string): AlgorithmCase {
  return { name, shadow: `(${shadow}) engine=innodb`, source: `(${source}) engine=innodb` };
}

export function whole(name: string, shadow: string, source: string): AlgorithmCase {
  return { name, shadow, source };
}

export const set =
  (at: number, text: string) =>
  (columns: string[]): unknown =>
    columns.splice(at, 1, text);
export const insert =
  (at: number, ...texts: readonly string[]) =>
  (columns: string[]): unknown =>
    columns.splice(at, 0, ...texts);
export const remove =
  (...places: readonly number[]) =>
  (columns: string[]): unknown =>
    columns.splice(0, columns.length, ...columns.filter((_, i) => !places.includes(i)));
