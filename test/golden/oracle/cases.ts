import { column } from '../../support/oracle/columnRows.ts';
import { check, constraint, foreignKey, index, keyIndex, notNull } from '../../support/oracle/rows.ts';
import { range, pair, id, pk, pkIndex, shadowPk, shadowPkIndex, note, amount, columns, parts, sequenced, identity, list, hash } from './caseParts.ts';
import type { OracleCase } from './caseParts.ts';
import { createCases } from './createCases.ts';
import { storageCases } from './storageCases.ts';

/** Pairs of a source and a shadow of the schema SHOP. */
export const oracleCases: readonly OracleCase[] = [
  ...createCases,
  ...storageCases,
  columns('same', [note], [note]),
  columns('column-add', [note, column('CREATED', 'DATE', { dataDefault: 'SYSDATE' })], [note]),
  columns('column-add-first', [amount, note], [note]),
  columns('column-drop', [note], [note, amount]),
  columns('column-order', [amount, note], [note, amount]),
  columns('column-widen', [column('NOTE', 'VARCHAR2(40 CHAR)'), column('AMOUNT', 'NUMBER(12,2)')], [note, amount]),
  columns('column-narrow', [column('NOTE', 'VARCHAR2(5 CHAR)')], [note]),
  columns('column-to-clob', [column('NOTE', 'CLOB')], [note]),
  columns('column-default', [column('NOTE', 'VARCHAR2(20 CHAR)', { dataDefault: "'new'" }), amount], [note, column('AMOUNT', 'NUMBER(10,2)', { dataDefault: '5' })]),
  columns('column-invisible', [column('NOTE', 'VARCHAR2(20 CHAR)', { hiddenColumn: 'YES' }), amount], [note, amount]),
  columns('column-visible', [note, amount], [column('NOTE', 'VARCHAR2(20 CHAR)', { hiddenColumn: 'YES' }), amount]),
  columns(
    'virtual-changed',
    [amount, column('TWICE', 'NUMBER', { virtualColumn: 'YES', dataDefault: '"AMOUNT"*2' })],
    [amount, column('TWICE', 'NUMBER', { virtualColumn: 'YES', dataDefault: '"AMOUNT"*3' })],
  ),
  columns(
    'virtual-base-retyped',
    [column('AMOUNT', 'NUMBER(14,2)'), column('TWICE', 'NUMBER', { virtualColumn: 'YES', dataDefault: '"AMOUNT"*2' })],
    [amount, column('TWICE', 'NUMBER', { virtualColumn: 'YES', dataDefault: '"AMOUNT"*2' })],
  ),
  parts('not-null-add', { constraints: [notNull('NOTE')] }, {}),
  parts('not-null-drop', {}, { constraints: [notNull('NOTE', { constraintName: 'NOTE_NN' })] }),
  parts('not-null-state', { constraints: [notNull('NOTE')] }, { constraints: [notNull('NOTE', { constraintName: 'NOTE_NN', validated: 'NOT VALIDATED' })] }),
  parts(
    'default-on-null-drop',
    {},
    { columns: [id, column('NOTE', 'VARCHAR2(20 CHAR)', { dataDefault: "'x'", defaultOnNull: 'YES' }), amount], constraints: [notNull('NOTE')] },
  ),
  pair(
    'identity-change',
    { columns: [sequenced], constraints: [notNull('ID')], rest: { identities: [{ ...identity, identityOptions: identity.identityOptions.replace('CACHE_SIZE: 20', 'CACHE_SIZE: 100') }] } },
    { columns: [sequenced], constraints: [notNull('ID')], rest: { identities: [identity] } },
  ),
  pair(
    'identity-drop',
    { columns: [column('ID', 'NUMBER'), note] },
    { columns: [sequenced, note], constraints: [notNull('ID')], rest: { identities: [identity] } },
  ),
  parts('primary-key-add', { constraints: [pk], indexes: [pkIndex] }, {}),
  parts('primary-key-add-beside-index', { constraints: [pk], indexes: [pkIndex, index('I', ['ID', 'NOTE'])] }, { indexes: [index('__test_I', ['ID', 'NOTE'])] }),
  parts('primary-key-change', { constraints: [constraint('P', ['ID', 'NOTE'], { constraintName: 'SOURCE_PK' })], indexes: [keyIndex('SOURCE_PK', ['ID', 'NOTE'])] }, { constraints: [shadowPk], indexes: [shadowPkIndex] }),
  parts('unique-drop', {}, { constraints: [constraint('U', ['NOTE'], { constraintName: 'U1' })], indexes: [keyIndex('U1', ['NOTE'])] }),
  parts('check-change', { constraints: [check('CK', 'amount > 0')] }, { constraints: [check('__test_CK', 'amount > 1')] }),
  parts('check-same-other-name', { constraints: [check('CK', '"AMOUNT">0')] }, { constraints: [check('OWN', 'amount > 0')] }),
  parts('index-change', { indexes: [index('IX', ['NOTE', 'AMOUNT DESC'])] }, { indexes: [index('__test_IX', ['NOTE'])] }),
  parts('index-same-other-name', { indexes: [index('IX', ['NOTE'])] }, { indexes: [index('OWN', ['NOTE'])] }),
  parts('index-name-clash', { indexes: [index('IX', ['NOTE']), index('IY', ['AMOUNT'])] }, { indexes: [index('__test_IX', ['AMOUNT'])] }),
  parts('foreign-key-add', { constraints: [foreignKey('FK', ['AMOUNT'], 'PARENT', ['ID'])] }, {}),
  parts('comments', { comments: { NOTE: 'new' }, rest: { comment: 'table' } }, { comments: { NOTE: 'old', ID: 'gone' } }),
  parts('options', { table: { compression: 'ENABLED', compressFor: 'BASIC', rowMovement: 'ENABLED' } }, { table: { logging: 'NO', degree: '8', inmemory: 'ENABLED' } }),
  pair('partition-append', { columns: [id, note], ...range([['P1', '100'], ['P2', '200']]) }, { columns: [id, note], ...range([['P1', '100']]) }),
  pair('partition-split', { columns: [id, note], ...range([['P1', '100'], ['P2', '200'], ['PM', 'MAXVALUE']]) }, { columns: [id, note], ...range([['P1', '100'], ['PM', 'MAXVALUE']]) }),
  pair('partition-drop', { columns: [id, note], ...range([['P2', '200']]) }, { columns: [id, note], ...range([['P1', '100'], ['P2', '200']]) }),
  pair('partition-list-split', { columns: [id, note], ...list([['PA', "'A'"], ['PB', "'B'"], ['PD', 'DEFAULT']]) }, { columns: [id, note], ...list([['PA', "'A'"], ['PD', 'DEFAULT']]) }),
  pair('partition-hash', { columns: [id, note], ...hash(4) }, { columns: [id, note], ...hash(2) }),
  pair('partition-interval', { columns: [id, note], ...range([['P1', '100']], { interval: '100' }) }, { columns: [id, note], ...range([['P1', '100']]) }),
];
