import assert from 'node:assert/strict';
import { canLive, live, lifeEventKinds } from '../../src/alert/model/lifeState.ts';
import type { LifeEvent, LifeState } from '../../src/alert/model/lifeState.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';

const states: readonly LifeState[] = [
  { kind: 'firing', since: 1 },
  { kind: 'acknowledged', at: 1, by: 'al' },
  { kind: 'snoozed', at: 1, by: 'al', until: 5 },
  { kind: 'resolved', at: 1, how: 'recovered', by: null },
];

/** Rows: states; columns: acknowledge, snooze, wake, recover, quieten, close. `-` is refused. */
const table = [
  ['acknowledged', 'snoozed', '-', 'resolved', 'resolved', 'resolved'],
  ['-', 'snoozed', 'firing', 'resolved', 'resolved', 'resolved'],
  ['acknowledged', 'snoozed', 'firing', 'resolved', 'resolved', 'resolved'],
  ['-', '-', '-', '-', '-', '-'],
];

describe('the life of an alert', () => {
  for (const [row, state] of states.entries()) {
    for (const [column, kind] of lifeEventKinds.entries()) {
      const expected = table[row]?.[column] ?? '';
      it(`${state.kind}, ${kind}: ${expected}`, () => {
        const event = { kind, at: 2, by: 'bo', until: 9 } as LifeEvent;
        assert.equal(canLive(state, kind), expected !== '-');
        if (expected !== '-') assert.equal(live(state, event).kind, expected);
        else
          assert.throws(
            () => live(state, event),
            (error) => ShadowSyncError.is(error, 'conflict'),
          );
      });
    }
  }
});
