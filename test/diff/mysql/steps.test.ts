import assert from 'node:assert/strict';
import type { StepRequest } from '../../../src/diff/dialect.ts';
import { mysqlDialect } from '../../../src/diff/mysql/mysqlDialect.ts';
import { goldenFacts } from '../../golden/pairs/goldenFiles.ts';
import { tableOf } from './tables.ts';

const dialect = mysqlDialect(goldenFacts.mysql);
const lines = [
  '`id` int NOT NULL',
  '`pid` int DEFAULT NULL',
  'PRIMARY KEY (`id`)',
  'KEY `kp` (`pid`)',
  'CONSTRAINT `up` FOREIGN KEY (`pid`) REFERENCES `shadow` (`id`)',
  'CONSTRAINT `fk` FOREIGN KEY (`pid`) REFERENCES `parent` (`id`)',
];
const none: StepRequest = { release: new Set(), absent: () => false };

describe('mysqlSteps', () => {
  it('O-74 adds foreign keys later when their parents do not stand yet, never the one to itself', () => {
    const request = { ...none, absent: () => true };
    const steps = dialect.steps(null, tableOf(lines), request);
    assert.deepEqual(
      steps.map(({ phase }) => phase),
      ['build', 'connect'],
    );
    assert.match(steps[0]?.sql ?? '', /CONSTRAINT `up`/);
    assert.doesNotMatch(steps[0]?.sql ?? '', /CONSTRAINT `fk`/);
    assert.equal(
      steps[1]?.sql,
      'ALTER TABLE `shop`.`shadow` ADD CONSTRAINT `fk` FOREIGN KEY (`pid`) REFERENCES `shop`.`parent` (`id`)',
    );
  });

  it('drops and adds again what another table’s change needs away, with the index that may have come with it', () => {
    const table = tableOf(lines);
    const steps = dialect.steps(table, table, { ...none, release: new Set(['fk']) });
    assert.deepEqual(
      steps.map(({ phase, sql }) => `${phase}: ${sql}`),
      [
        'release: ALTER TABLE `shop`.`shadow` DROP FOREIGN KEY `fk`',
        'connect: ALTER TABLE `shop`.`shadow` DROP INDEX `kp`, ADD KEY `kp` (`pid`), ADD CONSTRAINT `fk` FOREIGN KEY (`pid`) REFERENCES `shop`.`parent` (`id`)',
      ],
    );
    assert.equal(steps[0]?.before, table);
    assert.equal(steps[0].after, steps[1]?.before);
  });

  it('leaves an index that has the name of the foreign key', () => {
    const table = tableOf(lines.map((line) => line.replace('`kp`', '`fk`')));
    const [, connect] = dialect.steps(table, table, { ...none, release: new Set(['fk']) });
    assert.equal(
      connect?.sql,
      'ALTER TABLE `shop`.`shadow` ADD CONSTRAINT `fk` FOREIGN KEY (`pid`) REFERENCES `shop`.`parent` (`id`)',
    );
  });

  it('P-02 does nothing for equal tables', () => {
    assert.deepEqual(dialect.steps(tableOf(lines), tableOf(lines), none), []);
  });

  it('keeps a foreign key under the name that it has', () => {
    const other = tableOf(lines.map((line) => line.replace('`fk`', '`zz`')));
    assert.deepEqual(dialect.steps(other, tableOf(lines), none), []);
    assert.deepEqual(dialect.compare(tableOf(lines), other), []);
  });

  it('makes statements that the gate lets through, whatever the names hold', () => {
    const odd = [
      '`a``b; DROP` int NOT NULL',
      "`c` int DEFAULT NULL COMMENT '/*!50000 DROP TABLE x */'",
      'KEY `--` (`c`)',
    ];
    const to = tableOf(odd);
    for (const { sql } of dialect.steps(tableOf(['`c` int DEFAULT NULL']), to, none)) {
      dialect.gate(sql, { shadow: to.name, references: [], dropTable: false });
    }
    dialect.gate(dialect.drop(to).sql, { shadow: to.name, references: [], dropTable: true });
  });
});
