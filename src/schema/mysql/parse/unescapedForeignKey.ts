/**
 * MariaDB prints the names of a foreign key and of its columns on both sides without doubling their backticks (seen on
 * 10.11.18 and 11.8.6; table names are doubled): ``CONSTRAINT `f`1` FOREIGN KEY (`a`b`)``. Such a line can't be split
 * into tokens. It is read by what must stand between the names, and by the columns that the table has.
 */
import { Lexer } from '../lexer.ts';
import { unquoteIdentifier } from '../quote.ts';

const head = 'CONSTRAINT `';
const afterName = '` FOREIGN KEY (`';
const afterColumns = '`) REFERENCES ';

/** The names of a foreign key whose line can't be split into tokens. */
export interface UnescapedForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly referenced: { readonly database: string | null; readonly table: string };
  readonly referencedColumns: readonly string[];
  /** Behind the bracket of the parent's columns. */
  readonly end: number;
}

/**
 * Reads the line that begins at `from` with CONSTRAINT; `isColumn` knows the table's own columns. null when it is no
 * foreign key with a backtick in its names.
 */
export function readUnescaped(
  text: string,
  from: number,
  isColumn: (name: string) => boolean,
): UnescapedForeignKey | null {
  if (!text.startsWith(head, from)) return null;
  const nameAt = from + head.length;
  const nameEnd = text.indexOf(afterName, nameAt);
  if (nameEnd < 0) return null;
  const columnsAt = nameEnd + afterName.length;
  const columnsEnd = text.indexOf(afterColumns, columnsAt);
  if (columnsEnd < 0) return null;
  const own = splitNames(text.slice(columnsAt, columnsEnd), isColumn);
  const parent = readParent(text, columnsEnd + afterColumns.length);
  if (own === null || parent === null) return null;
  const referencedEnd = closingOf(text, parent.end);
  if (referencedEnd < 0) return null;
  const referencedColumns = text.slice(parent.end, referencedEnd).split('`, `');
  const name = text.slice(nameAt, nameEnd);
  const names = [name, ...own, ...referencedColumns];
  if (own.length !== referencedColumns.length || !names.some((each) => each.includes('`'))) return null;
  return { name, columns: own, referenced: parent.name, referencedColumns, end: referencedEnd + 2 };
}

/** Names between separators; one that holds a separator itself is put together again as long as it is no known name. */
function splitNames(list: string, isKnown: (name: string) => boolean): string[] | null {
  const names: string[] = [];
  let open: string | null = null;
  for (const piece of list.split('`, `')) {
    const name: string = open === null ? piece : `${open}\`, \`${piece}`;
    if (isKnown(name)) names.push(name);
    open = isKnown(name) ? null : name;
  }
  return open === null ? names : null;
}

/** The parent's name, which is doubled as it should be, up to the first of its columns. */
function readParent(
  text: string,
  at: number,
): { name: UnescapedForeignKey['referenced']; end: number } | null {
  const lexer = new Lexer(text);
  const names: string[] = [];
  lexer.jump(at);
  for (;;) {
    if (text.charCodeAt(lexer.start) !== 0x60) return null;
    names.push(unquoteIdentifier(lexer.raw));
    lexer.next();
    if (lexer.symbol !== '.') break;
    lexer.next();
  }
  const [first = '', second] = names;
  if (names.length > 2 || !text.startsWith('(`', lexer.start)) return null;
  const name = second === undefined ? { database: null, table: first } : { database: first, table: second };
  return { name, end: lexer.start + 2 };
}

/** The first bracket behind which nothing but a foreign key's rules, or the end of its line, can stand. */
function closingOf(text: string, from: number): number {
  for (let at = text.indexOf('`)', from); at >= 0; at = text.indexOf('`)', at + 1)) {
    if ([' ON DELETE ', ' ON UPDATE ', ',\n', '\n)'].some((next) => text.startsWith(next, at + 2))) return at;
  }
  return -1;
}
