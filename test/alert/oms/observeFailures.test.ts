import assert from 'node:assert/strict';
import type { MigrationTask } from '../../../src/alert/oms/migrationServer.ts';
import type { ServerLook } from '../../../src/alert/oms/observeServer.ts';
import { english } from '../../../src/schema/phrase.ts';
import { component, look, observed, task, tell } from './stories.ts';
import type { SampleParts } from './sampleMigrationTask.ts';

describe('observing an OMS server: failure', () => {
  const failing = (seconds: readonly number[], parts: SampleParts): readonly ServerLook[] =>
    seconds.map((s) => look(s, [task(s, { status: 'FAILED', ...parts })]));

  it('is told at once, with the server’s reason and proposal', () => {
    const looks = failing([0], { type: 'MIGRATION', failedStep: 'INCR_TRANSFER' });
    const [told] = observed(looks)[0] ?? [];
    assert.equal(told?.event, 'oms_migration_failed');
    assert.equal(
      english(told.message),
      'Migration task "orders" (np_1) has failed in the step INCR_TRANSFER. OMS says: CM-1: 缺少列 OMS proposes: 添加列',
    );
  });

  it('of a full transfer waits two minutes, in which a resume may heal it', () => {
    const looks = failing([0, 60, 119, 120], { failedStep: 'FULL_TRANSFER' });
    assert.deepEqual(tell(looks), ['', '', '', 'raise oms_sync_failed']);
    const healed = [...looks.slice(0, 2), look(90, [task(90)]), look(125, [task(125)])];
    assert.deepEqual(tell(healed), ['', '', '', '']);
  });

  it('of a schema or full data step of a running task waits for the level’s interruption', () => {
    const looks = [0, 30, 60].map((s) => look(s, [task(s, { failedStep: 'STRUCT_TRANSFER' })]));
    assert.deepEqual(tell(looks), ['', '', 'raise oms_sync_failed']);
  });

  it('silences the delay, and ends with the next good look', () => {
    const late = [0, 10, 20].map((s) => look(s, [task(s, { delay: 90 })]));
    const told = tell([
      ...late,
      ...failing([30, 40], {}),
      look(50, [task(50, { delay: 90 })]),
      look(60, [task(60, { delay: 90 })]),
    ]);
    assert.deepEqual(told.slice(2), [
      'raise oms_sync_delay',
      'raise oms_sync_failed',
      'again oms_sync_failed',
      'recovered oms_sync_failed + again oms_sync_delay',
      'again oms_sync_delay',
    ]);
  });

  it('a state that nobody knows says nothing', () => {
    const strange = { ...task(10), status: { kind: 'unknown', name: 'HIBERNATING' } } as const;
    assert.deepEqual(tell([...failing([0], {}), look(10, [strange]), look(20, [strange])]), [
      'raise oms_sync_failed',
      '',
      '',
    ]);
  });

  it('a type that nobody knows has no events', () => {
    const strange = { ...task(0, { status: 'FAILED' }), type: { kind: 'unknown', name: 'REPLICA' } } as const;
    assert.deepEqual(tell([look(0, [strange])]), ['']);
  });

  it('a level that nobody knows counts as the rules say', () => {
    const strange = (s: number): MigrationTask => ({
      ...task(s, { delay: 181 }),
      level: { kind: 'unknown', name: 'URGENT' },
    });
    const told = observed([0, 10, 20].map((s) => look(s, [strange(s)])))[2];
    assert.equal(told?.[0]?.level, 'MEDIUM');
  });
});

describe('observing an OMS server: inconsistent status', () => {
  const event = 'oms_sync_status_inconsistent';
  const every = (statuses: readonly string[], parts: SampleParts = {}): readonly ServerLook[] =>
    statuses.map((status, i) =>
      look(i * 20, [task(i * 20, parts)], {
        components: [component(status), component('RUNNING', 'incr-sync')],
      }),
    );

  it('is a component that stands still while the task runs, for the interruption of the level', () => {
    const bad = 'EXCEPTION';
    assert.deepEqual(tell(every([bad, bad, bad, bad])), ['', '', '', `raise ${event}`]);
    assert.deepEqual(tell(every([bad, 'RUNNING', bad, bad, 'RUNNING'])), ['', '', '', '', '']);
  });

  it('or one that goes on although the task is stopped', () => {
    const told = tell(every(['RUNNING', 'RUNNING', 'RUNNING', 'RUNNING'], { status: 'SUSPEND' }));
    assert.equal(told[3], `raise ${event}`);
  });

  it('silences the delay, and recovers', () => {
    const bad = 'EXCEPTION';
    const told = tell(every([bad, bad, bad, bad, 'RUNNING', 'RUNNING'], { delay: 5 }));
    assert.deepEqual(told.slice(3), [`raise ${event}`, '', `recovered ${event}`]);
  });

  it('nothing is said where the components are not known, or have states that nobody knows', () => {
    const none = [0, 20, 40, 60].map((s) => look(s, [task(s)]));
    assert.deepEqual(tell(none), ['', '', '', '']);
    assert.deepEqual(tell(every(['DOZING', 'DOZING', 'DOZING', 'DOZING'])), ['', '', '', '']);
  });

  it('a migration has no such event', () => {
    const told = tell(every(['EXCEPTION', 'EXCEPTION', 'EXCEPTION', 'EXCEPTION'], { type: 'MIGRATION' }));
    assert.deepEqual(told, ['', '', '', '']);
  });
});
