import assert from 'node:assert/strict';
import { describeCron } from '../../../src/task/schedule/describeCron.ts';

describe('cron in words', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['* * * * *', 'every minute', '每分钟'],
    ['*/15 * * * *', 'every 15 minutes', '每 15 分钟'],
    ['*/10 * * * * *', 'every 10 seconds', '每 10 秒'],
    ['5 * * * *', 'every hour at minute 05', '每小时的第 05 分'],
    ['0 */6 * * *', 'every 6 hours at minute 00', '每 6 小时的第 00 分'],
    ['30 2 * * *', 'every day at 02:30', '每天 02:30'],
    ['0 8,20 * * *', 'every day at 08:00 and 20:00', '每天 08:00和20:00'],
    [
      '30 2 * * 1-5',
      'at 02:30 on Monday, Tuesday, Wednesday, Thursday and Friday',
      '每周一、周二、周三、周四和周五 02:30',
    ],
    ['0 3 * * SUN', 'at 03:00 on Sunday', '每周日 03:00'],
    ['0 3 * * 7', 'at 03:00 on Sunday', '每周日 03:00'],
    ['0 3 1,15 * *', 'at 03:00 on day 1 and 15 of the month', '每月 1和15 日 03:00'],
    ['0 3 1 JAN *', 'at 03:00 on day 1 of the month in January', '1 月 每月 1 日 03:00'],
    [
      '0 3 L * *',
      'second 0, minute 0, hour 3, day of month L, month *, day of week *',
      '秒 0，分 0，时 3，日 L，月 *，星期 *',
    ],
    [
      '0 3 1 * 1',
      'second 0, minute 0, hour 3, day of month 1, month *, day of week 1',
      '秒 0，分 0，时 3，日 1，月 *，星期 1',
    ],
  ];
  for (const [expression, english, chinese] of cases) {
    it(expression, () => {
      assert.equal(describeCron(expression, 'en'), english);
      assert.equal(describeCron(expression, 'zh-cn'), chinese);
    });
  }
});
