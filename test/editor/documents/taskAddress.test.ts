import assert from 'node:assert/strict';
import {
  isTaskAddress,
  readTaskAddress,
  taskAddressParts,
} from '../../../src/editor/documents/taskAddress.ts';
import type { TaskDocument } from '../../../src/editor/documents/taskAddress.ts';
import { taskChangeText } from '../../../src/editor/documents/taskChangeText.ts';
import { fromPlan } from '../../../src/editor/tasks/details/statementRows.ts';
import { planOf } from '../../task/textPlans.ts';

describe('addresses of documents of tasks', () => {
  const documents: readonly TaskDocument[] = [
    { kind: 'change', task: 't1', run: null },
    { kind: 'change', task: 't1', run: 'r1' },
    { kind: 'log', task: 't1', run: 'r1' },
  ];

  for (const document of documents) {
    it(`say what they are: ${JSON.stringify(document)}`, () => {
      const parts = taskAddressParts(document, ['Shop/../x', '\u202Egnp']);
      assert.ok(isTaskAddress(parts));
      assert.deepEqual(readTaskAddress(parts), document);
    });
  }

  it('are not believed when somebody made them up', () => {
    const parts = taskAddressParts({ kind: 'log', task: 't1', run: 'r1' }, []);
    for (const query of [
      '',
      '{}',
      '["log","t1"]',
      '["log","../t1","r1"]',
      '["log","t1","r1","more"]',
      '["other","t1"]',
      '["change"]',
      '["change",1]',
    ]) {
      assert.equal(readTaskAddress({ ...parts, query }), null, query);
    }
    assert.equal(readTaskAddress({ ...parts, scheme: 'file' }), null);
    assert.equal(readTaskAddress({ ...parts, authority: '0123456789abcdef' }), null);
  });
});

describe('the change SQL of a task', () => {
  const plan = planOf([{ tables: [{ name: 'a', texts: [null, '1', '2'] }] }]);
  const base = { dialect: 'text', madeAt: 'today', connection: 'Shop', notes: [], session: ['SET toy = 1'] };

  it('marks what a run did where the statement stands', () => {
    const [first, second] = fromPlan(plan);
    assert.ok(first !== undefined && second !== undefined);
    const error = { said: 'Duplicate', remedy: 'Remove it.' };
    const statements = [
      { ...first, outcome: 'succeeded', sent: 1 } as const,
      { ...second, outcome: 'failed', error, sent: 1 } as const,
    ];
    const { text, outcomes } = taskChangeText({ ...base, plan, statements });
    const lines = text.split('\n');
    assert.deepEqual(
      outcomes.map(({ startLine, outcome }) => [lines[startLine], outcome]),
      [
        ['shop.t_a := 1;', 'succeeded'],
        ['shop.t_a := 2;', 'failed'],
      ],
    );
    assert.ok(outcomes[1]?.error !== null);
    assert.ok(text.indexOf('SET toy = 1;') < text.indexOf('shop.t_a := 1;'));
    assert.match(text, /^SET toy = 1;$/m);
  });

  it('is what the record has when the plan is not kept any more', () => {
    const statements = fromPlan(plan).map(
      (one) => ({ ...one, planned: null, outcome: 'succeeded' }) as const,
    );
    const { text, outcomes } = taskChangeText({ ...base, connection: 'a\u202Eb', plan: null, statements });
    assert.match(text, /The plan is not kept any more; this is what its record says was sent/);
    assert.ok(!text.includes('\u202E'));
    const lines = text.split('\n');
    assert.deepEqual(
      outcomes.map(({ startLine }) => lines[startLine]),
      ['shop.t_a := 1;', 'shop.t_a := 2;'],
    );
  });
});
