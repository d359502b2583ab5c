import assert from 'node:assert/strict';
import { defaultMigrationAlertRules, thresholdProblems } from '../../../src/alert/oms/alertRules.ts';
import type { TaskStatus } from '../../../src/alert/oms/migrationServer.ts';
import { allowedActions, whyNotAllowed } from '../../../src/alert/oms/taskActions.ts';
import { currentStep, migrationTaskRow } from '../../../src/alert/oms/taskWords.ts';
import { english } from '../../../src/schema/phrase.ts';
import { sampleMigrationTask } from './sampleMigrationTask.ts';

describe('what a migration task takes', () => {
  const table: Readonly<Record<TaskStatus, readonly string[]>> = {
    INIT: ['start'],
    RUNNING: ['stop'],
    RUNNING_ALARMING: ['stop'],
    RUNNING_MODIFYING: [],
    RUNNING_MERGING: [],
    SUSPEND: ['resume'],
    FAILED: ['resume'],
    FINISHED: [],
    RELEASING: [],
    RELEASED: [],
    DELETED: [],
  };
  for (const [name, actions] of Object.entries(table)) {
    it(`${name}: ${actions.join() || 'nothing'}`, () => {
      const status = { kind: 'known', name: name as TaskStatus } as const;
      const task = { ...sampleMigrationTask(), status };
      assert.deepEqual(allowedActions(task), actions);
      for (const action of ['start', 'stop', 'resume'] as const) {
        assert.equal(whyNotAllowed(task, action) === null, actions.includes(action));
      }
      assert.deepEqual(allowedActions({ ...task, isModifying: true }), []);
      assert.deepEqual(allowedActions({ ...task, isMerging: true }), []);
    });
  }

  it('a state that nobody knows: nothing, and it is shown as it came', () => {
    const task = { ...sampleMigrationTask(), status: { kind: 'unknown', name: 'HIBERNATING' } as const };
    assert.deepEqual(allowedActions(task), []);
    const why = whyNotAllowed(task, 'stop');
    assert.match(english(why ?? ''), /HIBERNATING \(not known here\)/);
  });
});

describe('a migration task as a row', () => {
  const row = (task: ReturnType<typeof sampleMigrationTask>, serverTime: number | null = 0): string => {
    const { label, type, status, step, delay, mood } = migrationTaskRow(task, serverTime);
    return [label, type, status, step ?? '-', delay ?? '-', mood].map(english).join(' | ');
  };

  it('has OMS’s words, the step with its progress, and the delay', () => {
    assert.equal(
      row(sampleMigrationTask({ delay: 75 })),
      'orders | Synchronization | Running | INCR_TRANSFER 40% | 75 s late | running',
    );
    assert.equal(
      row(sampleMigrationTask({ type: 'MIGRATION', status: 'FAILED', failedStep: 'FULL_TRANSFER' })),
      'orders | Migration | Failed | FULL_TRANSFER 40% | - | failed',
    );
  });

  it('says the age of a delay that was measured long before, and none of a task that stands', () => {
    assert.match(row(sampleMigrationTask({ delay: 7300 }), 3_600_000), /2 h late \(measured 60 min ago\)/);
    assert.match(row(sampleMigrationTask({ delay: 7300, status: 'SUSPEND' })), /\| - \| idle/);
  });

  it('is modifying or integrating where the flags say so, and late where OMS sounds the alarm', () => {
    assert.match(row({ ...sampleMigrationTask(), isModifying: true }), /\| Modifying \|/);
    assert.match(row({ ...sampleMigrationTask(), isMerging: true }), /\| Integrating \|/);
    assert.match(row({ ...sampleMigrationTask(), isAlarming: true }), /\| late$/);
  });

  it('shows the failed step before the running one', () => {
    const [step] = sampleMigrationTask().steps;
    const failed = { ...step!, order: 3, name: 'LATER', status: { kind: 'known', name: 'FAILED' } } as const;
    assert.equal(currentStep({ steps: [step!, failed] })?.name, 'LATER');
    assert.equal(currentStep({ steps: [] }), null);
  });
});

describe('thresholds of levels', () => {
  const { thresholds } = defaultMigrationAlertRules;

  it('ours are usable', () => assert.deepEqual(thresholdProblems(thresholds), []));

  it('are whole seconds, and a lower level is never the stricter one', () => {
    const high = (delaySeconds: number): number =>
      thresholdProblems({ ...thresholds, HIGH: { delaySeconds, interruptionSeconds: 60 } }).length;
    assert.equal(high(0), 1);
    assert.equal(high(1.5), 1);
    assert.equal(high(181), 1);
    assert.equal(high(180), 0);
  });
});
