import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { connectionMarks } from '../../../src/editor/trees/connections/connectionMarks.ts';
import { groupConnections } from '../../../src/editor/trees/connections/groupConnections.ts';
import { connectionWith, storedWith } from '../connections/sampleConnection.ts';

describe('the connections of the tree', () => {
  it('stand in their groups, both sorted as people sort names', () => {
    const stored = [
      storedWith({ id: '1', name: 'node10', group: 'B' }),
      storedWith({ id: '2', name: 'node2', group: 'B' }),
      storedWith({ id: '3', name: 'alone', group: null }),
      storedWith({ id: '4', name: 'x', group: 'A' }),
    ];
    const { groups, others } = groupConnections(stored);
    assert.deepEqual(
      groups.map(({ name, connections }) => [name, connections.map(({ connection }) => connection.name)]),
      [
        ['A', ['x']],
        ['B', ['node2', 'node10']],
      ],
    );
    assert.deepEqual(
      others.map(({ connection }) => connection.name),
      ['alone'],
    );
  });

  it('are marked when they are for production', () => {
    assert.deepEqual(connectionMarks(connectionWith({ environment: 'production' })), ['production']);
  });

  it('are marked when their passwords go over a network in the clear', () => {
    const tls = { mode: 'off', caFile: null, certFile: null, keyFile: null } as const;
    assert.deepEqual(connectionMarks(connectionWith({ host: 'db.example', tls })), ['not-encrypted']);
    assert.deepEqual(connectionMarks(connectionWith({ host: '127.0.0.1', tls })), []);
    const ssh = {
      host: 'bastion.example',
      port: 22,
      user: 'me',
      auth: 'agent',
      keyFile: null,
      jump: null,
      knownHostsFile: null,
    } as const;
    assert.deepEqual(connectionMarks(connectionWith({ host: 'db.example', tls, ssh })), []);
  });
});
