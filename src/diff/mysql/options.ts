/** Table options: reading one, and what turns one table's into another's. */
import type { AttributeValue, MysqlTable, TableOption } from '../../schema/mysql/model.ts';
import { equal } from './equal.ts';

/** The option's value, or null when the table has none by that name (names are in upper case). */
export function optionOf(table: MysqlTable, name: string): AttributeValue | null {
  return table.options.find((option) => option.name === name)?.value ?? null;
}

/** The option's value as text, '' when there is none. */
export function optionText(table: MysqlTable, name: string): string {
  const value = optionOf(table, name);
  if (value === null) return '';
  switch (value.kind) {
    case 'word':
    case 'list':
      return value.text;
    case 'string':
      return value.value;
    case 'identifier':
      return value.name;
    case 'none':
      return '';
  }
}

/** The storage engine, in upper case. */
export function engineOf(table: MysqlTable): string {
  return optionText(table, 'ENGINE').toUpperCase();
}

const charset = 'DEFAULT CHARSET';
const collation = 'COLLATE';

/**
 * The options that an ALTER has to say: changed ones with the new value, missing ones with the value that means "as if
 * never said". Character set and collation always go together, because a lone character set resets the collation.
 */
export function changedOptions(from: MysqlTable, to: MysqlTable): readonly TableOption[] {
  const before = new Map(from.options.map((option) => [option.name, option.value]));
  const after = new Map(to.options.map((option) => [option.name, option.value]));
  const differs = (name: string): boolean => !equal(before.get(name), after.get(name));
  const text = differs(charset) || differs(collation);
  const changed = to.options.filter(({ name }) =>
    name === charset || name === collation ? text : differs(name),
  );
  const removed = from.options.filter(
    ({ name }) => !after.has(name) && name !== charset && name !== collation,
  );
  return [...changed, ...removed.map(neutral)];
}

const word = (text: string): AttributeValue => ({ kind: 'word', text });
const string = (value: string): AttributeValue => ({ kind: 'string', value });

/** MySQL manual, ALTER TABLE, table options; MariaDB's `=DEFAULT` for engine-defined ones. Each was seen to vanish from SHOW CREATE TABLE. */
const neutralValues: ReadonlyMap<string, AttributeValue> = new Map([
  ['COMMENT', string('')],
  ['ROW_FORMAT', word('DEFAULT')],
  ['KEY_BLOCK_SIZE', word('0')],
  ['MAX_ROWS', word('0')],
  ['MIN_ROWS', word('0')],
  ['AVG_ROW_LENGTH', word('0')],
  ['CHECKSUM', word('0')],
  ['DELAY_KEY_WRITE', word('0')],
  ['PACK_KEYS', word('DEFAULT')],
  ['STATS_PERSISTENT', word('DEFAULT')],
  ['STATS_AUTO_RECALC', word('DEFAULT')],
  ['STATS_SAMPLE_PAGES', word('DEFAULT')],
  ['PAGE_CHECKSUM', word('DEFAULT')],
  ['TRANSACTIONAL', word('DEFAULT')],
  ['COMPRESSION', string('')],
  ['ENCRYPTION', string('N')],
  ['SECONDARY_ENGINE', word('NULL')],
  ['ENGINE_ATTRIBUTE', string('')],
  ['SECONDARY_ENGINE_ATTRIBUTE', string('')],
  ['AUTOEXTEND_SIZE', word('0')],
  ['TABLESPACE', { kind: 'identifier', name: 'innodb_file_per_table' }],
]);

function neutral(option: TableOption): TableOption {
  // OceanBase has no value that means "in no table group", but a clause (manual, ALTER TABLE).
  if (option.name === 'TABLEGROUP') return { name: 'DROP TABLEGROUP', value: { kind: 'none' } };
  const value = neutralValues.get(option.name);
  if (value !== undefined && option.quotedName !== true) {
    return { ...option, value };
  }
  return { ...option, value: word('DEFAULT') };
}
