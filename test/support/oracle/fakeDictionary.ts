/**
 * Dictionary views as tables of text, and just enough SQL to answer the questions that the reader asks of them. It stands
 * behind the row-query port, for there is no Oracle server to ask; what a real one answers, only the contract suite tells.
 */
import { quoteString } from '../../../src/schema/oracle/quote.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import type { Row, RowSource } from '../../../src/database/oracle/rowSource.ts';

export type ViewRow = Readonly<Record<string, string | null>>;

export interface FakeView {
  readonly columns: readonly string[];
  readonly rows: readonly ViewRow[];
}

export class FakeDictionary {
  /** By name, `ALL_TABLES`. */
  readonly views: ReadonlyMap<string, FakeView>;
  /** Answers to questions about anything else, by the whole text of the question. */
  readonly others: ReadonlyMap<string, readonly Row[]>;
  /** The tables that have rows, `OWNER.TABLE`; asking another one is refused. */
  readonly filled: ReadonlyMap<string, boolean>;
  readonly statements: string[] = [];

  constructor(parts: {
    readonly views: ReadonlyMap<string, FakeView>;
    readonly others?: ReadonlyMap<string, readonly Row[]>;
    readonly filled?: ReadonlyMap<string, boolean>;
  }) {
    this.views = parts.views;
    this.others = parts.others ?? new Map();
    this.filled = parts.filled ?? new Map();
  }

  source(): RowSource {
    return {
      place: 'fake',
      lost: null,
      rows: (query) => {
        try {
          return Promise.resolve(this.answer(query(quoteString)));
        } catch (error) {
          return Promise.reject(error instanceof Error ? error : new Error(String(error)));
        }
      },
    };
  }

  /** Throws ShadowSyncError with ORA-00942 or ORA-00904 as a server would. */
  answer(sql: string): readonly Row[] {
    this.statements.push(sql);
    const known = this.others.get(sql);
    if (known !== undefined) return known;
    if (sql.includes(' AS ASKED,')) return sql.split(' UNION ALL ').map((part) => this.#hasRows(part));
    if (sql.includes(' AS ROLE,'))
      return distinct(sql.split(' UNION ').flatMap((part) => this.#select(part)));
    if (sql.includes(' JOIN ')) return this.#incoming(sql);
    return this.#select(sql);
  }

  #select(sql: string): readonly Row[] {
    const [, list = '', view = '', where = ''] =
      /^SELECT (.+?) FROM SYS\.([\w$]+) WHERE (.*)$/s.exec(sql) ?? [];
    if (view === 'ALL_TAB_COLUMNS') return this.#catalog(where);
    const { columns, rows } = this.#view(view);
    const wanted = list.split(', ').map((item) => item.replace(/ AS \w+$/, ''));
    const found = rows.filter((row) => this.#fulfils(row, where.replace(/ ORDER BY .*$/s, '')));
    for (const item of wanted) {
      if (!isLiteral(item) && !columns.includes(item)) throw refused(904, `"${item}": invalid identifier`);
    }
    return found.map((row) =>
      wanted.map((item) => (isLiteral(item) ? item.replaceAll("'", '') : (row[item] ?? null))),
    );
  }

  #view(name: string): FakeView {
    const view = this.views.get(name);
    if (view === undefined) throw refused(942, `table or view does not exist: ${name}`);
    return view;
  }

  #catalog(where: string): readonly Row[] {
    return [...this.views].flatMap(([name, { columns }]) =>
      where.includes(`'${name}'`) ? columns.map((column): Row => [name, column]) : [],
    );
  }

  #fulfils(row: ViewRow, where: string): boolean {
    return splitTop(where, ' AND ').every((part) => this.#holds(row, part));
  }

  #holds(row: ViewRow, part: string): boolean {
    if (part === '1 = 1' || part === 'ROWNUM = 1') return true;
    const value = (column = ''): string | null => row[column] ?? null;
    const either = splitTop(/^\((.*)\)$/s.exec(part)?.[1] ?? '', ' OR ');
    if (either.length > 1) return either.some((one) => this.#holds(row, one));
    const equal = /^(\w+) = ('(?:[^']|'')*')$/.exec(part);
    if (equal !== null) return value(equal[1]) === literal(equal[2]);
    const present = /^(\w+) IS NOT NULL$/.exec(part);
    if (present !== null) return value(present[1]) !== null;
    const inside = /^(\w+) IN \((.*)\)$/s.exec(part);
    if (inside !== null) {
      const own = value(inside[1]);
      return splitTop(inside[2] ?? '', ', ').some((item) => literal(item) === own);
    }
    return this.#holdsPair(part, value);
  }

  #holdsPair(part: string, value: (column?: string) => string | null): boolean {
    const pair = /^\((\w+), (\w+)\) IN \((SELECT .*)\)$/s.exec(part);
    if (pair === null) throw new Error(`The fake does not understand: ${part}`);
    const [, first, second, select = ''] = pair;
    return this.#select(select).some(([a, b]) => a === value(first) && b === value(second));
  }

  #hasRows(part: string): Row {
    const [, number = '', owner = '', table = ''] =
      /^SELECT (\d+) AS ASKED.*FROM "([^"]+)"\."([^"]+)"/.exec(part) ?? [];
    const isFilled = this.filled.get(`${owner}.${table}`);
    if (isFilled === undefined) throw refused(942, 'table or view does not exist');
    return [number, isFilled ? '1' : '0'];
  }

  /** The join of foreign keys with the columns of their parents. */
  #incoming(sql: string): readonly Row[] {
    const owner = /C\.R_OWNER = '([^']*)'/.exec(sql)?.[1];
    const keys = this.#view('ALL_CONSTRAINTS').rows.filter(
      (row) => row['CONSTRAINT_TYPE'] === 'R' && row['R_OWNER'] === owner,
    );
    return keys.flatMap((key) =>
      this.#view('ALL_CONS_COLUMNS')
        .rows.filter((row) => row['OWNER'] === owner && row['CONSTRAINT_NAME'] === key['R_CONSTRAINT_NAME'])
        .map((row): Row =>
          [
            key['OWNER'],
            key['TABLE_NAME'],
            key['CONSTRAINT_NAME'],
            row['OWNER'],
            row['TABLE_NAME'],
            row['COLUMN_NAME'],
          ].map((value) => value ?? null),
        ),
    );
  }
}

function refused(errno: number, message: string): ShadowSyncError {
  return new ShadowSyncError('statement', `ORA-${String(errno).padStart(5, '0')}: ${message}`, { errno });
}

function isLiteral(item: string): boolean {
  return /^['\d]/.test(item);
}

/** The text that a literal stands for. */
function literal(quoted = ''): string {
  return quoted.slice(1, -1).replaceAll("''", "'");
}

function distinct(rows: readonly Row[]): readonly Row[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

/** Splits outside parentheses and quotes. */
function splitTop(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let isQuoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === "'") isQuoted = !isQuoted;
    else if (!isQuoted && letter === '(') depth++;
    else if (!isQuoted && letter === ')') depth--;
    else if (!isQuoted && depth === 0 && text.startsWith(separator, at)) {
      parts.push(text.slice(start, at));
      start = at + separator.length;
      at = start - 1;
    }
  }
  return [...parts, text.slice(start)];
}
