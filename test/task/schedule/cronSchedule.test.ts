import assert from 'node:assert/strict';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { cronSchedule } from '../../../src/task/schedule/cronSchedule.ts';

function after(expression: string, zone: string, from: string, count: number): readonly string[] {
  return cronSchedule(expression, zone)
    .nextRuns(Date.parse(from), count)
    .map((at) => new Date(at).toISOString().slice(0, 16));
}

describe('cron schedule', () => {
  // Wall-clock times that a day does not have run at the first valid instant; those that it has twice run once.
  const golden: readonly (readonly [string, string, string, string, readonly string[]])[] = [
    [
      'New York, gap',
      '30 2 * * *',
      'America/New_York',
      '2026-03-07T12:00Z',
      ['2026-03-08T07:00', '2026-03-09T06:30'],
    ],
    [
      'New York, overlap',
      '30 1 * * *',
      'America/New_York',
      '2026-10-31T12:00Z',
      ['2026-11-01T05:30', '2026-11-02T06:30'],
    ],
    [
      'Berlin, gap',
      '30 2 * * *',
      'Europe/Berlin',
      '2026-03-28T12:00Z',
      ['2026-03-29T01:00', '2026-03-30T00:30'],
    ],
    [
      'Berlin, overlap',
      '30 2 * * *',
      'Europe/Berlin',
      '2026-10-24T12:00Z',
      ['2026-10-25T00:30', '2026-10-26T01:30'],
    ],
    [
      'Sydney, gap',
      '30 2 * * *',
      'Australia/Sydney',
      '2026-10-03T00:00Z',
      ['2026-10-03T16:00', '2026-10-04T15:30'],
    ],
    [
      'Sydney, overlap',
      '30 2 * * *',
      'Australia/Sydney',
      '2026-04-04T00:00Z',
      ['2026-04-04T15:30', '2026-04-05T16:30'],
    ],
    [
      'Lord Howe, half an hour of gap',
      '0 2 * * *',
      'Australia/Lord_Howe',
      '2026-10-03T00:00Z',
      ['2026-10-03T15:30', '2026-10-04T15:00'],
    ],
    [
      'Lord Howe, overlap',
      '45 1 * * *',
      'Australia/Lord_Howe',
      '2026-04-04T00:00Z',
      ['2026-04-04T14:45', '2026-04-05T15:15'],
    ],
    [
      'Shanghai, which changes nothing',
      '30 2 * * *',
      'Asia/Shanghai',
      '2026-03-28T12:00Z',
      ['2026-03-28T18:30', '2026-03-29T18:30'],
    ],
  ];
  for (const [title, expression, zone, from, expected] of golden) {
    it(`S-08: ${title}`, () => assert.deepEqual(after(expression, zone, from, 2), expected));
  }

  it('S-08: intervals go on through both halves of an overlap', () => {
    assert.deepEqual(after('*/30 * * * *', 'America/New_York', '2026-11-01T04:45Z', 5), [
      '2026-11-01T05:00',
      '2026-11-01T05:30',
      '2026-11-01T06:00',
      '2026-11-01T06:30',
      '2026-11-01T07:00',
    ]);
  });

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['0 0 31 2 *', 'UTC', /never fires/],
    ['* * * *', 'UTC', /4 fields instead of 5 or 6/],
    ['* * * * * * *', 'UTC', /7 fields/],
    ['61 * * * *', 'UTC', /can't be read/],
    ['* * * * *', 'Mars/Olympus', /time zone is not known/],
    ['* * * * *', '+02:00', /time zone is not known/],
  ];
  for (const [expression, zone, message] of refused) {
    it(`S-09: refuses ${expression} in ${zone}`, () => {
      assert.throws(
        () => cronSchedule(expression, zone),
        (error: unknown) =>
          ShadowSyncError.is(error, 'usage') && message.test(error.message) && error.remedy !== null,
      );
    });
  }

  it('S-09: takes seconds, and a 29th of February', () => {
    assert.deepEqual(after('*/20 * * * * *', 'UTC', '2026-01-01T00:00:10Z', 1), ['2026-01-01T00:00']);
    assert.deepEqual(after('0 0 29 2 *', 'UTC', '2026-01-01T00:00Z', 1), ['2028-02-29T00:00']);
  });

  it('S-09: looks over ten years of missed seconds in a bounded number of steps', () => {
    const until = Date.parse('2026-01-01T00:00:00.500Z');
    const schedule = cronSchedule('* * * * * *', 'Europe/Berlin');
    assert.deepEqual(schedule.passed(Date.parse('2016-01-01T00:00Z'), until), {
      latest: Date.parse('2026-01-01T00:00:00Z'),
      count: 100,
      isMore: true,
    });
  });

  it('counts few missed slots exactly, the newest of them among them', () => {
    const schedule = cronSchedule('0 * * * *', 'UTC');
    const from = Date.parse('2026-01-01T00:00Z');
    assert.deepEqual(schedule.passed(from, from + 3 * 3_600_000), {
      latest: from + 3 * 3_600_000,
      count: 3,
      isMore: false,
    });
    assert.deepEqual(schedule.passed(from, from + 1000), { latest: null, count: 0, isMore: false });
  });
});
