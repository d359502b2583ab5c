import assert from 'node:assert/strict';
import { alertEvents } from '../../src/alert/model/alertEvent.ts';
import { runbookOf } from '../../src/alert/runbook.ts';
import { english } from '../../src/schema/phrase.ts';

type Source = Parameters<typeof runbookOf>[1];

const ownTask: Source = { kind: 'task' };
const omsTask: Source = { kind: 'oms-task' };

const textOf = (event: (typeof alertEvents)[number], source: Source): string => {
  const { impact, causes, steps } = runbookOf(event, source);
  return [impact, ...causes, ...steps].map(english).join('\n');
};

const taskEvents = alertEvents.filter((event) => event.startsWith('oms_'));

describe('the runbook of an alert', () => {
  it('of a task of OMS speaks of its steps and components, never of our tables, runs and schedules', () => {
    for (const event of taskEvents) {
      assert.doesNotMatch(textOf(event, omsTask), /shadow|plan|schedul|retry|log of the run|approv/i, event);
    }
    assert.match(textOf('oms_sync_failed', omsTask), /first failed step/);
    assert.match(textOf('oms_sync_delay', omsTask), /component/);
    assert.match(textOf('oms_sync_status_inconsistent', omsTask), /component/);
  });

  it('of a task of ours never speaks of OMS', () => {
    for (const event of ['oms_sync_failed', 'oms_sync_status_inconsistent', 'oms_sync_delay'] as const) {
      assert.doesNotMatch(textOf(event, ownTask), /OMS|component/, event);
    }
    assert.match(textOf('oms_sync_failed', ownTask), /log of the run/);
  });

  it('has an impact, causes and steps for every event', () => {
    for (const event of alertEvents) {
      const { causes, steps } = runbookOf(event, ownTask);
      assert.ok(causes.length > 0 && steps.length > 0, event);
    }
  });
});
