import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { wallClockInstant, wallClockText } from '../../../../src/editor/tasks/form/wallClock.ts';

const utc = (text: string): number => Date.parse(`${text}:00Z`);

describe('wall-clock times of a zone', () => {
  it('turn around in every zone', () => {
    const at = utc('2026-07-01T00:00');
    for (const zone of ['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia']) {
      assert.equal(wallClockInstant(wallClockText(at, zone), zone), at, zone);
    }
    assert.equal(wallClockText(at, 'Asia/Kathmandu'), '2026-07-01T05:45');
  });

  it('are the first of two where the clocks are put back', () => {
    assert.equal(wallClockInstant('2026-10-25T02:30', 'Europe/Berlin'), utc('2026-10-25T00:30'));
  });

  it('are none where the clocks are put forward, and none for days that are not', () => {
    assert.equal(wallClockInstant('2026-03-29T02:30', 'Europe/Berlin'), null);
    assert.equal(wallClockInstant('2026-02-30T02:30', 'UTC'), null);
    assert.equal(wallClockInstant('2011-12-30T12:00', 'Pacific/Apia'), null);
  });

  it('are read as a field gives them, and as nothing else', () => {
    assert.equal(wallClockInstant(' 2026-01-02T03:04:00 ', 'UTC'), utc('2026-01-02T03:04'));
    for (const text of ['', '2026-01-02', '03:04', '2026-01-02 03:04', '20260-01-02T03:04', 'now']) {
      assert.equal(wallClockInstant(text, 'UTC'), null, text);
    }
  });
});
