import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { connectionIdsOf, targetsOf } from '../../../src/editor/trees/treeTarget.ts';

const table = { kind: 'table', connectionId: 'a', database: 'shop', table: 'orders' } as const;
const connection = { kind: 'connection', connectionId: 'b' } as const;

describe('the targets of a command', () => {
  it('are all selected nodes, where the tree hands them over', () => {
    const nodes = [{ target: table }, { target: connection }];
    assert.deepEqual(targetsOf([nodes[0], nodes]), [table, connection]);
  });

  it('are the clicked node, where nothing else is selected', () => {
    assert.deepEqual(targetsOf([{ target: table }, undefined]), [table]);
    assert.deepEqual(targetsOf([{ target: table }, []]), [table]);
  });

  it('are understood without a node too', () => {
    assert.deepEqual(targetsOf([connection]), [connection]);
  });

  it('U-09: are none for arguments that are something else', () => {
    const strange: unknown[] = [
      undefined,
      null,
      7,
      'connection',
      {},
      { kind: 'connection' },
      { kind: 'connection', connectionId: 7 },
      { kind: 'table', connectionId: 'a', database: 'shop' },
      { kind: 'nonsense', connectionId: 'a' },
      { kind: 'connection', connectionId: 'x'.repeat(1001) },
      { target: { kind: 'database', connectionId: '', database: 'shop' } },
      { target: null },
    ];
    for (const one of strange) assert.deepEqual(targetsOf([one, [one]]), [], JSON.stringify(one));
  });

  it('U-09: are none for arguments that throw when they are read', () => {
    const refuse = (): never => {
      throw new Error('a getter of another extension');
    };
    const trap = new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse });
    const { proxy: gone, revoke } = Proxy.revocable([], {});
    revoke();
    const strange: unknown[] = [
      trap,
      gone,
      { target: trap },
      Object.defineProperty({}, 'kind', { get: refuse }),
    ];
    for (const one of strange) assert.deepEqual(targetsOf([one, [one]]), []);
    assert.deepEqual(targetsOf([connection, gone]), []);
    assert.deepEqual(targetsOf([trap, [trap, { target: connection }]]), [connection]);
  });

  it('keep nothing of an argument but what they need', () => {
    const [read] = targetsOf([{ ...connection, password: 'canary' }]);
    assert.deepEqual(read, connection);
  });

  it('name each connection once, and none for a group', () => {
    const nodes = [table, table, connection, { kind: 'group', group: 'g' }].map((target) => ({ target }));
    assert.deepEqual(connectionIdsOf([nodes[0], nodes]), ['a', 'b']);
  });
});
