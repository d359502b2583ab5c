import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import type { Finding, FindingLevel, TableFacts } from '../../../../src/diff/finding.ts';
import { findingsDocument } from '../../../../src/diff/mysql/findings/findingsDocument.ts';
import { mysqlFindings } from '../../../../src/diff/mysql/findings/mysqlFindings.ts';
import { allRules, tableRules } from '../../../../src/diff/mysql/findings/rules.ts';
import type { MysqlTable } from '../../../../src/schema/mysql/model.ts';
import { dataChanges } from './dataChanges.ts';
import { meaningChanges } from './meaningChanges.ts';
import { safeChanges } from './safeChanges.ts';
import { column, foreignKey, index, server, table } from './tableModels.ts';

const unsafeChanges = [...dataChanges, ...meaningChanges];
const mysql = server('mysql', 8, 4, 0);

function findingsOf(
  before: MysqlTable | null,
  after: MysqlTable | null,
  more: {
    readonly sql?: string;
    readonly facts?: TableFacts;
    readonly phase?: 'build' | 'release' | 'connect';
  } = {},
): readonly Finding[] {
  const step = { sql: more.sql ?? '', before, after, phase: more.phase ?? 'build' };
  return mysqlFindings(step, more.facts ?? null, mysql);
}

function levelOf(findings: readonly Finding[], code: string): FindingLevel | undefined {
  return findings.find((found) => found.code === code)?.level;
}

describe('findings of the MySQL family', () => {
  for (const { title, code, level, before, after, sql } of unsafeChanges) {
    it(`${title}: ${code} ${level}`, () => {
      const findings = findingsOf(before, after, sql === undefined ? {} : { sql });
      assert.equal(levelOf(findings, code), level, JSON.stringify(findings));
      const found = findings.find((one) => one.code === code);
      assert.match(found?.message ?? '', /^[A-Z].*\.$/s);
    });
  }

  for (const { title, before, after, sql } of safeChanges) {
    it(`PR10 no cry of wolf: ${title}`, () => {
      const findings = findingsOf(before, after, sql === undefined ? {} : { sql });
      assert.deepEqual(
        findings.filter(({ level }) => level === 'unsafe'),
        [],
      );
    });
  }

  for (const added of ['unique', 'fulltext', 'spatial'] as const) {
    it(`SS201 SS202 name a cause where a ${added} index comes while a column goes, which is instant by itself`, () => {
      for (const one of [server('mariadb', 10, 11, 6), mysql]) {
        const before = table([column('a', 'int(11)'), column('old', 'int(11)')]);
        const after = table([column('a', 'int(11)')], { indexes: [index('k', added, 'a')] });
        const step = { sql: '', before, after, phase: 'build' as const };
        const slow = mysqlFindings(step, null, one).filter(
          ({ code }) => code === 'SS201' || code === 'SS202',
        );
        assert.ok(slow.length > 0);
        for (const { message } of slow) assert.match(message, /because (column old|an? index) .*\.$/);
      }
    });
  }

  it('creating a table risks nothing', () => {
    assert.deepEqual(findingsOf(null, table([])), []);
  });

  it('SS121 dropping a created table is unsafe', () => {
    const dropped = findingsOf(table([]), null, { sql: 'DROP TABLE `d`.`s`' });
    assert.deepEqual([dropped[0]?.code, dropped[0]?.level], ['SS121', 'unsafe']);
  });

  it('P-04 SS205 says that there are rows, and only beside an unsafe finding', () => {
    const facts = { hasRows: true, estimatedRows: 12, dataBytes: 16384 };
    const [wide, narrow] = [table([column('a', 'bigint(20)')]), table([column('a', 'int(11)')])];
    assert.equal(levelOf(findingsOf(wide, narrow, { facts }), 'SS205'), 'caution');
    assert.equal(levelOf(findingsOf(narrow, wide, { facts }), 'SS205'), undefined);
    assert.equal(
      levelOf(findingsOf(wide, narrow, { facts: { ...facts, hasRows: false } }), 'SS205'),
      undefined,
    );
  });

  it('SS204 a large table is named with its size, unless the statement is instant', () => {
    const facts = { hasRows: true, estimatedRows: 5_000_000, dataBytes: 2 ** 31 };
    const [a, b] = [table([column('a', 'int(11)')]), table([column('a', 'bigint(20)')])];
    const large = findingsOf(a, b, { facts }).find(({ code }) => code === 'SS204');
    assert.match(large?.message ?? '', /5000000 rows, 2048 MiB/);
    const commented = table([column('a', 'int(11)', { comment: 'x' })]);
    assert.equal(levelOf(findingsOf(a, commented, { facts }), 'SS204'), undefined);
  });

  it('SS112 a foreign key is no risk for a shadow known to be empty', () => {
    const facts = { hasRows: false, estimatedRows: 0, dataBytes: 16384 };
    const [a, b] = [
      table([column('p', 'int(11)')]),
      table([column('p', 'int(11)')], { foreignKeys: [foreignKey('f', 'p', 'x')] }),
    ];
    assert.equal(levelOf(findingsOf(a, b, { facts, phase: 'connect' }), 'SS112'), 'caution');
    assert.equal(levelOf(findingsOf(a, b, { phase: 'connect' }), 'SS112'), 'unsafe');
    assert.equal(levelOf(findingsOf(b, a, { phase: 'release' }), 'SS104'), 'info');
  });

  it('P-06 SS115 pairs what is alike, each once, and never replaces SS101', () => {
    const before = table([column('old_name', 'varchar(20)'), column('gone', 'int(11)')]);
    const after = table([column('new_name', 'varchar(20)')]);
    const findings = findingsOf(before, after);
    assert.deepEqual(
      findings.filter(({ code }) => code === 'SS101').map(({ object }) => object?.name),
      ['old_name', 'gone'],
    );
    assert.match(findings.find(({ code }) => code === 'SS115')?.message ?? '', /old_name.*new_name.*rename/);
  });

  it('every rule has a file of its own, a unique code, and levels that it keeps to', () => {
    const codes = allRules.map(({ code }) => code);
    assert.deepEqual(codes, [...new Set(codes)].sort());
    const folder = new URL('../../../../src/diff/mysql/findings/rules/', import.meta.url);
    // dropsTable and hasRows are no table rules; otherRules are raised elsewhere.
    assert.equal(readdirSync(folder).length, tableRules.length + 3);
    for (const { before, after, sql } of [...unsafeChanges, ...safeChanges]) {
      for (const { code, level } of findingsOf(before, after, sql === undefined ? {} : { sql })) {
        assert.ok(allRules.find((rule) => rule.code === code)?.levels.includes(level), `${code} ${level}`);
      }
    }
  });

  it('every table rule fires in some case', () => {
    const fired = new Set(
      [...unsafeChanges, ...safeChanges].flatMap(({ before, after, sql }) =>
        findingsOf(before, after, sql === undefined ? {} : { sql }).map(({ code }) => code),
      ),
    );
    const needsFacts = new Set(['SS204']);
    assert.deepEqual(
      tableRules.filter(({ code }) => !fired.has(code) && !needsFacts.has(code)).map(({ code }) => code),
      [],
    );
  });

  it('docs/findings.md is what the rules say (npx node scripts/findings.ts writes it)', () => {
    const written = readFileSync(new URL('../../../../docs/findings.md', import.meta.url), 'utf8');
    assert.equal(written, findingsDocument());
  });
});
