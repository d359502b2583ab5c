import assert from 'node:assert/strict';
import type { ShadowMapping, ShadowTarget } from '../../../src/diff/dialect.ts';
import { mysqlShadowOf } from '../../../src/diff/mysql/shadowOf.ts';
import type { MysqlTable } from '../../../src/schema/mysql/model.ts';
import { goldenFacts } from '../../golden/pairs/goldenFiles.ts';
import type { GoldenDialect } from '../../golden/pairs/goldenFiles.ts';
import { tableOf } from './tables.ts';

const lines = [
  '`id` int NOT NULL',
  '`pid` int DEFAULT NULL',
  'PRIMARY KEY (`id`)',
  'KEY `kp` (`pid`)',
  'CONSTRAINT `up` FOREIGN KEY (`pid`) REFERENCES `orders` (`id`)',
  'CONSTRAINT `fk` FOREIGN KEY (`pid`) REFERENCES `parent` (`id`) ON DELETE CASCADE',
  'CONSTRAINT `ck` CHECK (`pid` > 0)',
];

const mapping: ShadowMapping = {
  shadow: { database: 'shop', table: '_t_orders' },
  shadowParent: (parent) => ({ database: parent.database, table: `_t_${parent.table}` }),
  constraintName: (name) => `_t_${name}`,
  foreignKeys: 'map',
};

function shadow(
  changes: Partial<ShadowMapping> = {},
  dialect: GoldenDialect = 'mariadb',
): ShadowTarget<MysqlTable> {
  const text =
    dialect === 'mariadb' ? lines : lines.map((line) => line.replace('(`pid` > 0)', '((`pid` > 0))'));
  const source = tableOf(text, { name: 'orders', dialect });
  return mysqlShadowOf(source, { ...mapping, ...changes }, goldenFacts[dialect]);
}

function references({ table }: ShadowTarget<MysqlTable>): readonly string[] {
  return table.foreignKeys.map(
    ({ name, referenced, qualified }) =>
      `${name} -> ${qualified ? `${referenced.database}.` : ''}${referenced.table}`,
  );
}

function codes({ notices }: ShadowTarget<MysqlTable>): readonly string[] {
  return notices.map(({ code }) => code);
}

describe('mysqlShadowOf', () => {
  it('O-09 O-20 P-11 points foreign keys at shadows, also at the shadow itself', () => {
    const target = shadow();
    assert.deepEqual(references(target), ['_t_up -> _t_orders', '_t_fk -> _t_parent']);
    assert.deepEqual(codes(target), []);
    assert.deepEqual(target.table.name, mapping.shadow);
  });

  it('P-11 leaves a foreign key out, and says so, when its parent has no shadow', () => {
    const target = shadow({ shadowParent: () => null });
    assert.deepEqual(references(target), ['_t_up -> _t_orders']);
    assert.deepEqual(codes(target), ['SS301']);
    assert.match(target.notices[0]?.message ?? '', /\bfk\b.*shop\.parent/);
  });

  it('P-11 keeps the source’s parent by option, and says so', () => {
    const target = shadow({ foreignKeys: 'keep' });
    assert.deepEqual(references(target), ['_t_up -> _t_orders', '_t_fk -> parent']);
    assert.deepEqual(codes(target), ['SS303']);
  });

  it('P-11 omits all by option', () => {
    const target = shadow({ foreignKeys: 'omit' });
    assert.deepEqual(references(target), []);
    assert.deepEqual(codes(target), ['SS301', 'SS301']);
  });

  it('names the parent’s database only when it is another one', () => {
    const away = { shadow: { database: 'test', table: 'orders' }, constraintName: (name: string) => name };
    const inside = shadow({ ...away, shadowParent: ({ table }) => ({ database: 'test', table }) });
    assert.deepEqual(references(inside), ['up -> orders', 'fk -> parent']);
    assert.deepEqual(references(shadow({ ...away, foreignKeys: 'keep' })), [
      'up -> orders',
      'fk -> shop.parent',
    ]);
  });

  it('gives checks another name where names are unique in the database', () => {
    assert.deepEqual(
      shadow({}, 'mysql').table.checks.map(({ name }) => name),
      ['_t_ck'],
    );
    assert.deepEqual(
      shadow({}, 'mariadb').table.checks.map(({ name }) => name),
      ['ck'],
    );
    assert.deepEqual(
      shadow({ constraintName: (name: string) => name }, 'mysql').table.checks.map(({ name }) => name),
      ['ck'],
    );
  });

  it('O-22 P-09 never copies the counter', () => {
    const source = tableOf(['`id` int NOT NULL AUTO_INCREMENT', 'PRIMARY KEY (`id`)'], {
      name: 'orders',
      tail: 'ENGINE=InnoDB AUTO_INCREMENT=42 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci',
    });
    assert.equal(source.autoIncrementNext, '42');
    assert.equal(mysqlShadowOf(source, mapping, goldenFacts.mysql).table.autoIncrementNext, null);
  });
});
