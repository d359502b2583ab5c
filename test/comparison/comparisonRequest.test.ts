import assert from 'node:assert/strict';
import fc from 'fast-check';
import { choicesOf, namingRuleOf, requestForTwoTables } from '../../src/comparison/comparisonRequest.ts';
import type { ComparisonRequest } from '../../src/comparison/comparisonRequest.ts';
import { readComparisonRequest } from '../../src/comparison/readComparisonRequest.ts';
import { environments } from '../../src/connection/connection.ts';
import { parseGlob } from '../../src/shadow/glob.ts';
import { ToyServer } from '../support/toyServer.ts';
import { readComparison, shownBy, toyRequest, toyWorld } from './toyWorld.ts';

/** Names with everything that a server lets through and JSON or a pattern could stumble over. */
const name = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
    fc.constantFrom('__proto__', 'a*', '"\\', '[x]'),
  )
  .filter((text) => !text.includes('\0'));
const names = fc.array(name, { maxLength: 4 });

const request: fc.Arbitrary<ComparisonRequest> = fc.record({
  connection: fc.record({ id: name, name, environment: fc.constantFrom(...environments) }),
  database: name,
  rule: fc.record({
    prefix: fc.oneof(fc.constant(''), name),
    suffix: fc.oneof(fc.constant(''), name),
    shadowDatabase: fc.option(name),
    overrides: fc.array(fc.record({ source: name, shadow: name }), { maxLength: 3 }),
  }),
  range: fc.record({ include: names, exclude: names }),
  options: fc.record({
    columnOrder: fc.constantFrom('strict', 'lax'),
    comments: fc.constantFrom('strict', 'ignored'),
    foreignKeys: fc.constantFrom('map', 'keep', 'omit'),
    storage: fc.constantFrom('strict', 'ignored'),
    partitions: fc.constantFrom('strict', 'lax'),
  }),
  adopt: names,
  skip: names,
  isByHand: fc.boolean(),
});

/** JSON with one thing in it broken: left out, or another kind of value. */
const broken = fc
  .tuple(
    request,
    fc.constantFrom(...Object.keys(toyRequest())),
    fc.constantFrom<unknown>(undefined, null, 7, '', [1], [''], { x: 1 }, ['a\0b']),
  )
  .map(([whole, key, value]) => ({ key, value: { ...whole, [key]: value } }));

describe('the request of a comparison', () => {
  it('comes back from JSON as it was', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const json = JSON.stringify(asked);
        assert.equal(JSON.stringify(readComparisonRequest(JSON.parse(json))), json);
      }),
    );
  });

  it('is refused with the name of the field when it is not what was written', () => {
    fc.assert(
      fc.property(broken, ({ key, value }) => {
        assert.throws(
          () => readComparisonRequest(value),
          (error: unknown) => {
            assert.ok(error instanceof Error && 'code' in error && error.code === 'usage', String(error));
            assert.ok(error.message.includes(key), `${error.message} names ${key}`);
            return true;
          },
        );
      }),
    );
    for (const other of [null, 7, 'x', [], {}, undefined]) {
      assert.throws(() => readComparisonRequest(other), { code: 'usage' });
    }
    assert.throws(() => readComparisonRequest({ ...toyRequest(), password: 'x' }), { code: 'usage' });
  });

  it('means exactly the tables that were confirmed, whatever their names', () => {
    fc.assert(
      fc.property(name, name, (confirmed, other) => {
        const { adopt } = choicesOf(toyRequest({ adopt: [confirmed] }));
        const glob = parseGlob(adopt[0] ?? '');
        assert.equal(glob.matches(confirmed), true);
        assert.equal(glob.matches(other), other === confirmed);
      }),
    );
  });

  it('gives the naming rule as the analysis takes it', () => {
    const rule = {
      prefix: 'p',
      suffix: '',
      shadowDatabase: 'd',
      overrides: [{ source: '__proto__', shadow: 'x' }],
    };
    assert.deepEqual(namingRuleOf({ ...rule, overrides: [] }), {
      prefix: 'p',
      suffix: '',
      shadowDatabase: 'd',
    });
    assert.equal(namingRuleOf(rule).overrides?.get('__proto__'), 'x');
  });
});

describe('two tables side by side', () => {
  const { connection } = toyRequest();
  const table = (name: string, database = 'shop') => ({ database, table: name });

  /** Result and differences of the one pair. */
  async function compared(server: ToyServer, first: string, second: string, elsewhere = 'shop') {
    const asked = requestForTwoTables(connection, table(first), table(second, elsewhere));
    const { comparison } = await readComparison(toyWorld(server), asked);
    const { found, plan } = shownBy(comparison);
    assert.equal(found.results.length, 1, 'no other table takes part');
    const [result] = found.results;
    assert.deepEqual(result?.pair, { source: table(first), shadow: table(second, elsewhere) });
    const touched = plan.groups.flatMap(({ tables }) => tables);
    assert.ok(touched.every((name) => name.table === second && name.database === elsewhere));
    return {
      result: result.result,
      differences: result.differences.map(({ object, name }) => `${object} ${name}`),
    };
  }

  it('any two of a database, foreign keys as they are', async () => {
    const server = new ToyServer()
      .table('shop', 'p', ['id int'])
      .table('shop', 'old', ['id int', 'x int'], ['x -> p'])
      .table('shop', 'new', ['id int', 'x int', 'n int'], ['x -> p']);
    assert.deepEqual(await compared(server, 'new', 'old'), { result: 'update', differences: ['column n'] });
    assert.deepEqual(await compared(server, 'old', 'new'), { result: 'update', differences: ['column n'] });
  });

  it('a table and its copy by name: foreign keys go to the copies of their parents', async () => {
    const server = new ToyServer()
      .table('shop', 'p', ['id int'])
      .table('shop', '_p', ['id int'])
      .table('shop', 'c', ['id int', 'x int'], ['x -> p'])
      .table('shop', '_c', ['id int', 'x int'], ['x -> _p'])
      .table('shop', 'c_old', ['id int', 'x int'], []);
    assert.deepEqual(await compared(server, 'c', '_c'), { result: 'consistent', differences: [] });
    assert.deepEqual(await compared(server, 'c', 'c_old'), { result: 'consistent', differences: [] });
  });

  it('of two databases, under one name or two', async () => {
    const server = new ToyServer()
      .table('shop', 'p', ['id int'])
      .table('copy', 'p', ['id int'])
      .table('shop', 'c', ['id int', 'x int'], ['x -> p'])
      .table('copy', 'c', ['id int', 'x int'], ['x -> copy.p'])
      .table('copy', 'other', ['id int']);
    assert.deepEqual(await compared(server, 'c', 'c', 'copy'), { result: 'consistent', differences: [] });
    const { differences } = await compared(server, 'c', 'other', 'copy');
    assert.equal(differences.length, 2);
  });

  it('not one table twice', () => {
    assert.throws(() => requestForTwoTables(connection, table('a'), table('a')), { code: 'usage' });
  });
});
