/** Changes that must have no unsafe finding: crying wolf teaches people to allow everything. */
import { generated, none, plain, text } from './changeCase.ts';
import type { Change } from './changeCase.ts';
import type { MysqlTable } from '../../../../src/schema/mysql/model.ts';
import { check, column, foreignKey, index, option, range, table } from './tableModels.ts';

function safe(title: string, before: MysqlTable, after: MysqlTable, sql?: string): Change {
  return sql === undefined ? { title, before, after } : { title, before, after, sql };
}

function wider(before: string, after: string): Change {
  return safe(`${before} → ${after}`, table([column('a', before)]), table([column('a', after)]));
}

export const safeChanges: readonly Change[] = [
  ...[
    ['varchar(20)', 'varchar(40)'],
    ['varchar(20)', 'text'],
    ['char(10)', 'char(20)'],
    ['char(10)', 'varchar(10)'],
    ['text', 'longtext'],
    ['tinytext', 'varchar(255)'],
    ['int(11)', 'bigint(20)'],
    ['int(11)', 'int(5)'],
    ['int(10) unsigned', 'bigint(20)'],
    ['tinyint(3) unsigned', 'smallint(6)'],
    ['decimal(10,2)', 'decimal(12,2)'],
    ['decimal(10,2)', 'decimal(12,4)'],
    ['decimal(10,2) unsigned', 'decimal(10,2)'],
    ['datetime', 'datetime(6)'],
    ['bit(4)', 'bit(8)'],
    ['varbinary(4)', 'varbinary(8)'],
    ['varbinary(4)', 'blob'],
    ['binary(4)', 'varbinary(4)'],
    ['point', 'geometry'],
    ['enum(a,b)', 'enum(a,b,c)'],
    ['set(a,b)', 'set(a,b,c)'],
  ].map(([before = '', after = '']) => wider(before, after)),
  safe('P-03 a column is added in the middle', table([plain]), table([text, plain])),
  safe(
    'a NOT NULL column with a default is added',
    table([]),
    table([column('b', 'int(11)', { nullable: false, default: { kind: 'literal', text: '5' } })]),
  ),
  safe(
    'a NOT NULL number without a default is added',
    table([]),
    table([column('b', 'int(11)', { nullable: false, default: none })]),
  ),
  safe(
    'a virtual column is added',
    table([]),
    table([column('g', 'int(11)', generated('`id` + 1', 'VIRTUAL'))]),
  ),
  safe(
    'MariaDB’s JSON column is added',
    table([]),
    table([column('j', 'longtext', { check: { text: 'json_valid(`j`)' } })]),
  ),
  safe(
    'a numbered primary key is added',
    table([plain], { columns: [plain], primaryKey: null }),
    table([plain], {
      columns: [column('n', 'int(11)', { nullable: false, autoIncrement: true, default: none }), plain],
      primaryKey: index('PRIMARY', 'primary', 'n'),
    }),
  ),
  safe(
    'a unique key over a new nullable column is added',
    table([]),
    table([plain], { indexes: [index('k', 'unique', 'a')] }),
  ),
  safe('O-01 columns move', table([plain, text]), table([text, plain])),
  safe(
    'O-32 the case of a name changes',
    table([column('Name', 'int(11)')], { checks: [check('c', '`Name` > 0')] }),
    table([column('name', 'int(11)')], { checks: [check('c', '`name` > 0')] }),
  ),
  safe(
    'a comment and a default change',
    table([plain]),
    table([column('a', 'int(11)', { comment: 'x', default: { kind: 'literal', text: '3' } })]),
  ),
  safe('NOT NULL becomes NULL', table([column('a', 'int(11)', { nullable: false })]), table([plain])),
  safe('a column becomes invisible', table([plain]), table([column('a', 'int(11)', { invisible: true })])),
  safe(
    'ON UPDATE is added',
    table([column('t', 'timestamp')]),
    table([column('t', 'timestamp', { onUpdateNow: 0 })]),
  ),
  safe(
    'AUTO_INCREMENT is taken away',
    table([column('a', 'int(11)', { autoIncrement: true })]),
    table([plain]),
  ),
  safe(
    'an index is added',
    table([plain]),
    table([plain], { indexes: [index('k', 'plain', 'a'), index('f', 'fulltext', 'a')] }),
  ),
  safe(
    'an index over lower() is added',
    table([text]),
    table([text], { indexes: [index('k', 'plain', '(lower(`v`))')] }),
  ),
  safe(
    'O-03 an index prefix changes',
    table([text], { indexes: [index('k', 'plain', 'v(20)')] }),
    table([text], { indexes: [index('k', 'plain', 'v(10)')] }),
  ),
  safe(
    'a unique prefix gets longer',
    table([text], { indexes: [index('k', 'unique', 'v(5)')] }),
    table([text], { indexes: [index('k', 'unique', 'v(10)')] }),
  ),
  safe(
    'a unique key grows',
    table([plain, text], { indexes: [index('k', 'unique', 'a')] }),
    table([plain, text], { indexes: [index('k', 'unique', 'v', 'a')] }),
  ),
  safe(
    'a unique key is renamed',
    table([plain], { indexes: [index('k', 'unique', 'a')] }),
    table([plain], { indexes: [index('l', 'unique', 'a')] }),
  ),
  safe(
    'O-04 the rule of a foreign key changes in place',
    table([plain], { foreignKeys: [foreignKey('f', 'a', 'p')] }),
    table([plain], { foreignKeys: [foreignKey('f', 'a', 'p', { onDelete: 'CASCADE' })] }),
  ),
  safe(
    'a check is renamed',
    table([plain], { checks: [check('c', '`a` > 0')] }),
    table([plain], { checks: [check('e', '`a` > 0')] }),
  ),
  safe(
    'a check that is not enforced is added',
    table([plain]),
    table([plain], { checks: [check('c', '`a` > 0', false)] }),
  ),
  safe(
    'options change',
    table([]),
    table([], {
      options: [
        option('ENGINE', 'InnoDB'),
        option('ROW_FORMAT', 'COMPRESSED'),
        option('STATS_PERSISTENT', '1'),
      ],
    }),
  ),
  safe(
    'a partition is appended',
    table([], { partitioning: range('10') }),
    table([], { partitioning: range('10', '20') }),
    'ALTER TABLE `d`.`s` ADD PARTITION (PARTITION `p1` VALUES LESS THAN (20))',
  ),
  safe(
    'hash partitions are made',
    table([]),
    table([], {
      partitioning: { ...range(), by: { ...range().by, method: 'HASH' }, count: 4, partitions: null },
    }),
  ),
  safe('an SRID is taken away', table([column('g', 'point', { srid: 4326 })]), table([column('g', 'point')])),
];
