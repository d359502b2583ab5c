import type { MysqlServerFacts } from '../serverFacts.ts';
import type { MysqlTable } from '../model.ts';

/** How a model is put into words where the servers differ without meaning anything by it. */
export interface PrintStyle {
  /** OceanBase prints keys, constraints and some attributes in an order of its own. */
  readonly layout: 'mysql' | 'oceanbase';
  /** MariaDB: `current_timestamp()` instead of `CURRENT_TIMESTAMP`. */
  readonly nowBrackets: boolean;
  /** MariaDB up to 10.11 prints INVISIBLE before DEFAULT, 11.8 and MySQL print it behind (seen on real servers). */
  readonly invisibleFirst: boolean;
  /**
   * The table's default character set and collation: columns that follow them say nothing about theirs. null prints a
   * column's words as they are in the model.
   */
  readonly defaults: CharacterDefaults | null;
}

/** What a character column has when it says nothing. */
export interface CharacterDefaults {
  readonly charset: string | null;
  readonly collation: string | null;
}

/** For statements that are run: one way that every server of the family reads, columns relative to the table's defaults. */
export function statementStyle(table: MysqlTable): PrintStyle {
  return { layout: 'mysql', nowBrackets: false, invisibleFirst: false, defaults: characterDefaults(table) };
}

/** For the round trip: a model as written, in the words that were observed when the text was parsed. */
export function writtenStyle(
  facts: Pick<MysqlServerFacts, 'dialect'>,
  seen: Pick<PrintStyle, 'nowBrackets' | 'invisibleFirst'>,
): PrintStyle {
  return {
    layout: facts.dialect === 'oceanbase' ? 'oceanbase' : 'mysql',
    nowBrackets: seen.nowBrackets,
    invisibleFirst: seen.invisibleFirst,
    defaults: null,
  };
}

/**
 * The table's DEFAULT CHARSET and COLLATE as they stand in the model; null for what does not stand there. Only the set
 * `binary` never has its COLLATE beside it, and it has but one: a column that names both follows such a table.
 */
export function characterDefaults(table: Pick<MysqlTable, 'options'>): CharacterDefaults {
  let charset: string | null = null;
  let collation: string | null = null;
  for (const { name, value } of table.options) {
    if (name === 'DEFAULT CHARSET' && value.kind === 'word') charset = value.text;
    else if (name === 'COLLATE' && value.kind === 'word') collation = value.text;
  }
  return { charset, collation: charset === 'binary' ? 'binary' : collation };
}
