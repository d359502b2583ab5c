import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { scopeOf } from '../../../src/editor/comparisons/targetScope.ts';
import type { TreeTarget } from '../../../src/editor/trees/treeTarget.ts';

const table = (name: string, database = 'shop', connectionId = 'a'): TreeTarget => ({
  kind: 'table',
  connectionId,
  database,
  table: name,
});

describe('what the chosen items of the tree have in common', () => {
  it('is nothing where nothing was chosen', () => {
    const nothing = { connectionId: null, database: null, tables: null };
    assert.deepEqual(scopeOf([]), nothing);
    assert.deepEqual(scopeOf([{ kind: 'group', group: 'x' }]), nothing);
  });

  it('is the connection alone', () => {
    assert.deepEqual(scopeOf([{ kind: 'connection', connectionId: 'a' }]), {
      connectionId: 'a',
      database: null,
      tables: null,
    });
  });

  it('is the tables of the first one’s database', () => {
    const targets = [table('x'), table('y', 'other'), table('z', 'shop', 'b'), table('w'), table('x')];
    assert.deepEqual(scopeOf(targets), { connectionId: 'a', database: 'shop', tables: ['x', 'w'] });
  });

  it('is the whole database when it was chosen together with some of its tables', () => {
    const targets = [table('x'), { kind: 'database', connectionId: 'a', database: 'shop' } as const];
    assert.deepEqual(scopeOf(targets), { connectionId: 'a', database: 'shop', tables: null });
  });
});
