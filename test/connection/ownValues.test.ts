import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { connectionDialects } from '../../src/connection/connectionDialect.ts';
import { describeDialect } from '../../src/connection/describeDialect.ts';
import type { OwnFields } from '../../src/connection/dialects/dialectDescription.ts';
import { keptRecord, startedValues, tidiedValues, valuesIn } from '../../src/connection/ownValues.ts';
import { connectionProblems } from '../../src/connection/readConnection.ts';

/** A dialect that is not there: one field of each kind. */
const cloud: OwnFields = {
  name: 'cloud',
  fields: [
    {
      name: 'way',
      kind: 'choice',
      words: () => ({ label: 'Way', help: null }),
      choices: [
        { value: 'region', label: 'Region' },
        { value: 'ticket', label: 'Ticket' },
      ],
    },
    { name: 'region', kind: 'text', isNeeded: true, words: () => ({ label: 'Region', help: null }) },
    { name: 'shard', kind: 'number', isNeeded: false, words: () => ({ label: 'Shard', help: null }) },
    {
      name: 'ticket',
      kind: 'file',
      isNeeded: false,
      words: ({ way }) => (way === 'ticket' ? { label: 'Ticket', help: 'A file.' } : null),
    },
  ],
  hasAddress: () => true,
  shownAddress: () => null,
};

describe('the fields of a dialect’s own', () => {
  it('begin with the first choice, and with nothing typed', () => {
    assert.deepEqual(startedValues(cloud, undefined), {
      way: 'region',
      region: '',
      shard: null,
      ticket: null,
    });
  });

  it('are kept without spaces, numbers as numbers, and nothing of what is not asked for', () => {
    const typed = { way: 'region', region: ' eu ', shard: ' 7 ', ticket: '/left/over' };
    assert.deepEqual(tidiedValues(cloud, typed), { way: 'region', region: 'eu', shard: '7', ticket: null });
    assert.deepEqual(keptRecord(cloud, typed), { way: 'region', region: 'eu', shard: 7, ticket: null });
    const other = keptRecord(cloud, { ...typed, way: 'ticket', region: ' ', shard: ' ' });
    assert.deepEqual(other, { way: 'ticket', region: '', shard: null, ticket: '/left/over' });
  });

  it('leave a number that is none for the model to refuse', () => {
    assert.equal(keptRecord(cloud, { shard: '7a' })['shard'], '7a');
  });

  it('are found again in what is kept, as text, and nothing beside them', () => {
    const kept = { id: 'x', cloud: { way: 'ticket', region: 'eu', shard: 7, ticket: null, more: 'x' } };
    assert.deepEqual(valuesIn(cloud, kept), { way: 'ticket', region: 'eu', shard: '7', ticket: null });
    for (const holder of [{}, { cloud: null }, { cloud: 'eu' }]) {
      assert.equal(valuesIn(cloud, holder), undefined);
    }
  });
});

describe('the descriptions of the dialects', () => {
  for (const dialect of connectionDialects) {
    it(`${dialect}: every field that is described is one that the connection has, and none is missing`, () => {
      const { own, port } = describeDialect(dialect);
      assert.ok(port > 0 && port < 65_536);
      const value = {
        ...{ id: 'x', createdAt: 0, name: 'x', group: null, dialect, host: 'db', port, user: 'u' },
        ...{ database: null, environment: 'test', ssh: null },
        tls: { mode: 'off', caFile: null, certFile: null, keyFile: null },
        ...(own === null ? {} : { [own.name]: keptRecord(own, {}) }),
      };
      // Only what is needed and not typed yet may be wrong.
      const needed = (own?.fields ?? []).flatMap((field) =>
        field.kind !== 'choice' && field.isNeeded ? [`${own?.name ?? ''}.${field.name}`] : [],
      );
      assert.deepEqual(
        connectionProblems(value).map(({ field }) => field),
        needed,
      );
    });
  }
});
