import assert from 'node:assert/strict';
import * as v from 'valibot';
import { environments, sshAuthentications } from '../../src/connection/connection.ts';
import { connectionDialects } from '../../src/connection/connectionDialect.ts';
import { tlsModes } from '../../src/connection/connectionTarget.ts';
import { defaultCompareOptions } from '../../src/diff/compareOptions.ts';
import { alertDetailsContract } from '../../src/protocol/alertDetails.ts';
import { alertSettingsContract } from '../../src/protocol/alertSettings.ts';
import { connectionFormContract, draftSchema } from '../../src/protocol/connectionForm.ts';
import type { PanelContract } from '../../src/protocol/contract.ts';
import { approvalProcessesContract } from '../../src/protocol/approvalProcesses.ts';
import { taskDetailsContract } from '../../src/protocol/taskDetails.ts';
import { schemaDiffContract } from '../../src/protocol/schemaDiff.ts';
import { taskFormContract } from '../../src/protocol/taskForm.ts';

const contracts: Readonly<Record<string, PanelContract>> = {
  schemaDiff: schemaDiffContract,
  connectionForm: connectionFormContract,
  taskForm: taskFormContract,
  taskDetails: taskDetailsContract,
  approvalProcesses: approvalProcessesContract,
  alertDetails: alertDetailsContract,
  alertSettings: alertSettingsContract,
};

interface Field {
  readonly path: string;
  readonly type: string;
}

/** Every field of a schema with its type, through whatever the schema is wrapped in. */
function fieldsOf(schema: unknown, path: string): readonly Field[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const type = 'type' in schema ? String(schema.type) : '';
  const inner: Field[] = [{ path, type }];
  if ('entries' in schema && typeof schema.entries === 'object' && schema.entries !== null) {
    for (const [name, entry] of Object.entries(schema.entries))
      inner.push(...fieldsOf(entry, `${path}.${name}`));
  }
  if ('item' in schema) inner.push(...fieldsOf(schema.item, `${path}[]`));
  if ('key' in schema && 'value' in schema) inner.push(...fieldsOf(schema.value, `${path}{}`));
  if ('wrapped' in schema) inner.push(...fieldsOf(schema.wrapped, path));
  if ('options' in schema && Array.isArray(schema.options)) {
    for (const option of schema.options) inner.push(...fieldsOf(option, path));
  }
  return inner;
}

function allFields({ requests, events }: PanelContract): readonly Field[] {
  return [
    ...Object.entries(requests).flatMap(([name, { params, result }]) => [
      ...fieldsOf(params, `${name}.params`),
      ...fieldsOf(result, `${name}.result`),
    ]),
    ...Object.entries(events).flatMap(([name, schema]) => fieldsOf(schema, name)),
  ];
}

describe('the contracts of the panels', () => {
  for (const [name, contract] of Object.entries(contracts)) {
    it(`have no room for a secret: ${name}`, () => {
      const fields = allFields(contract);
      assert.ok(fields.length > 20, 'the walk finds the fields');
      const texts = fields.filter(
        ({ path, type }) => type === 'string' && /pass(word|phrase)|secret|token/i.test(path),
      );
      assert.deepEqual(texts, []);
    });

    it(`let no panel send SQL, an address or a path of its own: ${name}`, () => {
      const sent = Object.entries(contract.requests).flatMap(([request, { params }]) =>
        fieldsOf(params, request),
      );
      const suspects = sent.filter(
        ({ path, type }) =>
          type === 'string' && /sql|url|uri|command/i.test(path.slice(path.lastIndexOf('.'))),
      );
      assert.deepEqual(suspects, []);
    });
  }

  it('take what compares as it is by default', () => {
    const params = schemaDiffContract.requests.setOptions.params;
    assert.ok(v.is(params, { options: defaultCompareOptions }));
    assert.ok(!v.is(params, { options: { ...defaultCompareOptions, columnOrder: 'any' } }));
  });

  it('bound what a panel may ask for at once', () => {
    const { params } = schemaDiffContract.requests.rows;
    assert.ok(v.is(params, { revision: 1, offset: 0, limit: 2000 }));
    assert.ok(!v.is(params, { revision: 1, offset: 0, limit: 2001 }));
    assert.ok(!v.is(params, { revision: 1, offset: -1, limit: 10 }));
  });

  it('know the choices that a connection has', () => {
    const { dialect, environment, tls } = draftSchema.entries;
    assert.deepEqual(dialect.options, [...connectionDialects]);
    assert.deepEqual(environment.options, [...environments]);
    assert.deepEqual(tls.entries.mode.options, [...tlsModes]);
    assert.deepEqual(
      [...draftSchema.entries.ssh.wrapped.entries.auth.options].sort(),
      [...sshAuthentications].sort(),
    );
  });
});
