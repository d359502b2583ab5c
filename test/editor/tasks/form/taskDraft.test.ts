import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { draftProblems, intentIn, requestIn } from '../../../../src/editor/tasks/form/draftProblems.ts';
import { readKeptForm } from '../../../../src/editor/tasks/form/keptDraft.ts';
import {
  changed,
  draftOfIntent,
  newDraft,
  rangeIn,
  withChosen,
  withShadowDatabase,
  withTarget,
} from '../../../../src/editor/tasks/form/taskDraft.ts';
import type { TaskDraft } from '../../../../src/editor/tasks/form/taskDraft.ts';
import { readIntent } from '../../../../src/task/model/readTask.ts';
import type { TaskIntent } from '../../../../src/task/model/task.ts';
import type { Execution } from '../../../../src/task/schedule/execution.ts';

const now = Date.UTC(2026, 10, 21, 12);
const connection = { id: 'c1', name: 'Shop', environment: 'test' } as const;

function draftWith(fields: Partial<TaskDraft['fields']>, more: Partial<TaskDraft> = {}): TaskDraft {
  const draft = { ...newDraft(now, 'Europe/Berlin'), connection, database: 'shop', ...more };
  return { ...draft, fields: { ...draft.fields, ...fields } };
}

const fieldsOf = (draft: TaskDraft): readonly string[] => draftProblems(draft, now).map(({ field }) => field);

function intentWith(execution: Execution, more: Partial<TaskIntent> = {}): TaskIntent {
  return {
    kind: 'shadow-sync',
    connection,
    database: 'shop',
    rule: {
      prefix: '_t_',
      suffix: '',
      shadowDatabase: 'shop_shadow',
      overrides: [{ source: 'a', shadow: 'b' }],
    },
    range: { include: ['orders', String.raw`odd\*name`, 'bill_*'], exclude: ['*_old', 'a,b'] },
    skip: ['_t_x'],
    adopt: ['_t_y'],
    options: {
      columnOrder: 'lax',
      comments: 'ignored',
      foreignKeys: 'keep',
      storage: 'ignored',
      partitions: 'lax',
    },
    execution,
    onError: 'continue',
    allowed: [{ statement: 'f'.repeat(32), code: 'SS101' }],
    lockWaitSeconds: 7,
    parallel: 3,
    remarks: 'why',
    tags: ['release', '二'],
    ...more,
  };
}

describe('the draft of a task', () => {
  it('of an intent says the same intent again', () => {
    const executions: readonly Execution[] = [
      { kind: 'manual' },
      { kind: 'immediately' },
      { kind: 'once', at: Date.UTC(2026, 11, 24, 17), missed: 'ask' },
      { kind: 'cron', expression: '*/5 * * * *', zone: 'Asia/Tokyo', missed: 'run-once', keepInSync: false },
    ];
    for (const execution of executions) {
      const intent = intentWith(execution);
      const again = intentIn(draftOfIntent(intent, now, 'Europe/Berlin'), now);
      const { range, ...rest } = intent;
      assert.ok(again !== null, execution.kind);
      assert.deepEqual({ ...again, range: null }, { ...rest, range: null });
      assert.deepEqual([...again.range.include].sort(), [...range.include].sort());
      assert.deepEqual([...again.range.exclude].sort(), [String.raw`a\,b`, '*_old'].sort());
    }
  });

  it('is a valid intent as soon as it has a target, under the defaults', () => {
    const draft = draftWith({});
    assert.deepEqual(fieldsOf(draft), []);
    const intent = intentIn(draft, now);
    assert.ok(intent !== null);
    assert.deepEqual(readIntent(intent), intent);
    assert.deepEqual(intent.range, { include: [], exclude: [] });
  });

  it('of a partial range without tables is nothing, and never all tables', () => {
    const draft = draftWith({ rangeMode: 'partial', exclude: '*_old' });
    assert.equal(rangeIn(draft), null);
    assert.equal(requestIn(draft), null);
    assert.equal(intentIn(draft, now), null);
    assert.deepEqual(fieldsOf(draft), ['range']);
    const only = draftWith({ rangeMode: 'partial', include: '!x' });
    assert.equal(rangeIn(only), null);
  });

  it('takes ticked tables for what they are called, and patterns for patterns', () => {
    const draft = withChosen(
      draftWith({ rangeMode: 'partial', include: 'bill_*, !bill_old' }),
      ['a*b', 'c'],
      true,
    );
    assert.deepEqual(rangeIn(draft), {
      include: [String.raw`a\*b`, 'c', 'bill_*'],
      exclude: ['bill_old'],
    });
    assert.deepEqual(rangeIn(withChosen(draft, ['a*b', 'c'], false))?.include, ['bill_*']);
  });

  it('says each mistake at its field', () => {
    const cases: readonly (readonly [Partial<TaskDraft['fields']>, string])[] = [
      [{ prefix: '', suffix: '' }, 'prefix'],
      [{ prefix: 'a*' }, 'prefix'],
      [{ prefix: '', suffix: 'x.y' }, 'suffix'],
      [{ prefix: '\u202e' }, 'prefix'],
      [{ prefix: 'x'.repeat(61) }, 'prefix'],
      [{ execution: 'once', onceAt: '' }, 'onceAt'],
      [{ execution: 'once', onceAt: '2026-11-21T12:59' }, 'onceAt'],
      [{ execution: 'once', onceAt: '2027-03-28T02:30' }, 'onceAt'],
      [{ execution: 'cron', cron: '61 * * * *' }, 'cron'],
      [{ execution: 'cron', cron: '0 0 30 2 *' }, 'cron'],
      [{ execution: 'cron', zone: 'Mars/Base' }, 'zone'],
      [{ lockWait: '0' }, 'lockWait'],
      [{ lockWait: '1e3' }, 'lockWait'],
      [{ parallel: '9' }, 'parallel'],
      [{ remarks: 'x'.repeat(201) }, 'remarks'],
      [{ tags: Array.from({ length: 21 }, (_, i) => `t${i}`).join() }, 'tags'],
      [{ tags: 'x'.repeat(41) }, 'tags'],
    ];
    for (const [fields, field] of cases) {
      assert.deepEqual(fieldsOf(draftWith(fields)), [field], JSON.stringify(fields));
      assert.equal(intentIn(draftWith(fields), now), null, JSON.stringify(fields));
    }
    assert.deepEqual(fieldsOf(draftWith({ execution: 'manual', cron: 'nonsense', onceAt: '' })), []);
  });

  it('needs no affix where the shadows are in another database', () => {
    assert.deepEqual(fieldsOf(draftWith({ prefix: '', shadowDatabase: 'shop_shadow' })), []);
    assert.deepEqual(fieldsOf(draftWith({ prefix: '', shadowDatabase: 'shop' })), ['prefix']);
  });

  it('forgets what named a shadow when the shadows are called otherwise, and keeps it when not', () => {
    const decided = {
      skip: ['__test_a'],
      adopt: ['__test_b'],
      allowed: [{ statement: 'x', code: 'SS101' }],
    };
    const draft = draftWith({}, decided);
    assert.deepEqual(changed(draft, { field: 'remarks', value: 'x' }).skip, decided.skip);
    for (const other of [changed(draft, { field: 'prefix', value: '_t_' }), withShadowDatabase(draft, 'x')]) {
      assert.deepEqual([other.skip, other.adopt, other.allowed], [[], [], []]);
    }
  });

  it('keeps nothing that names a table of another database', () => {
    const draft = withChosen(
      draftWith({ rangeMode: 'partial', include: 'a*', shadowDatabase: 'x' }, { skip: ['__test_a'] }),
      ['orders'],
      true,
    );
    assert.equal(withTarget(draft, connection, 'shop'), draft);
    const other = withTarget(draft, connection, 'warehouse');
    assert.deepEqual(
      [other.chosen, other.skip, other.fields.include, other.fields.shadowDatabase],
      [[], [], '', null],
    );
    assert.equal(other.fields.rangeMode, 'partial');
  });
});

describe('a form that is kept', () => {
  const form = {
    purpose: 'again',
    draft: draftOfIntent(intentWith({ kind: 'manual' }), now, 'UTC'),
    origin: { kind: 'again', task: 't1', run: null },
    draftTask: null,
    isAnalyzed: true,
    isUnsaved: false,
  } as const;

  it('comes back from JSON as it was', () => {
    assert.deepEqual(readKeptForm(JSON.parse(JSON.stringify(form))), form);
  });

  it('holds something that nobody saved, when an earlier version kept it', () => {
    assert.equal(readKeptForm({ ...form, isUnsaved: undefined })?.isUnsaved, true);
  });

  it('is none when another version, or anybody, wrote it', () => {
    const { draft } = form;
    for (const value of [
      null,
      'x',
      [],
      { ...form, more: 1 },
      { ...form, draft: { ...draft, chosen: [1] } },
      { ...form, draft: { ...draft, fields: { ...draft.fields, execution: 'never' } } },
    ]) {
      assert.equal(readKeptForm(value), null);
    }
  });
});
