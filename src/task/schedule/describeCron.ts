/** A cron expression in plain words, in the two languages of the product. */

export type DescribeLanguage = 'en' | 'zh-cn';

interface Fields {
  readonly second: string;
  readonly minute: string;
  readonly hour: string;
  readonly day: string;
  readonly month: string;
  readonly weekday: string;
}

interface Words {
  readonly everySeconds: (n: number) => string;
  readonly everyMinutes: (n: number) => string;
  readonly everyHours: (n: number, minute: string) => string;
  readonly at: (times: readonly string[]) => string;
  readonly weekdays: (names: readonly string[]) => string;
  readonly days: (days: readonly string[]) => string;
  readonly months: (names: readonly string[]) => string;
  readonly join: (when: string, days: readonly string[]) => string;
  readonly fields: (fields: Fields) => string;
  readonly weekdayNames: readonly string[];
  readonly monthNames: readonly string[];
}

/** For common shapes a sentence; for all others the fields by name. Takes any expression that `CronSchedule` takes. */
export function describeCron(expression: string, language: DescribeLanguage): string {
  const fields = fieldsOf(expression);
  const words = language === 'zh-cn' ? chinese : english;
  const when = describeTime(fields, words);
  const days = describeDays(fields, words);
  if (when === null || days === null) return words.fields(fields);
  return words.join(when, days);
}

function fieldsOf(expression: string): Fields {
  const parts = expression.trim().split(/\s+/);
  const [second = '', minute = '', hour = '', day = '', month = '', weekday = ''] =
    parts.length === 5 ? ['0', ...parts] : parts;
  return {
    second,
    minute,
    hour,
    day: day === '?' ? '*' : day,
    month,
    weekday: weekday === '?' ? '*' : weekday,
  };
}

function describeTime({ second, minute, hour }: Fields, words: Words): string | null {
  const seconds = everyOf(second);
  if (seconds !== null) return minute === '*' && hour === '*' ? words.everySeconds(seconds) : null;
  if (second !== '0') return null;
  const minutes = everyOf(minute);
  const hours = everyOf(hour);
  if (minutes !== null) return hour === '*' ? words.everyMinutes(minutes) : null;
  if (!/^\d+$/.test(minute)) return null;
  if (hours !== null) return words.everyHours(hours, minute.padStart(2, '0'));
  const list = numbersOf(hour, 24);
  if (list === null) return null;
  return words.at(list.map((h) => `${h.padStart(2, '0')}:${minute.padStart(2, '0')}`));
}

/** Null for shapes that have no words. Day of month and day of week together mean either, which few people expect. */
function describeDays({ day, month, weekday }: Fields, words: Words): readonly string[] | null {
  const parts: string[] = [];
  if (day !== '*' && weekday !== '*') return null;
  if (day !== '*') {
    const days = numbersOf(day, 32);
    if (days === null) return null;
    parts.push(words.days(days));
  }
  if (weekday !== '*') {
    const days = namesOf(weekday, weekdayKeys, words.weekdayNames, 0);
    if (days === null) return null;
    parts.push(words.weekdays(days));
  }
  if (month !== '*') {
    const months = namesOf(month, monthKeys, words.monthNames, 1);
    if (months === null) return null;
    parts.push(words.months(months));
  }
  return parts;
}

const weekdayKeys = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const monthKeys = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** The step of a star field (1 for a bare star); null for every other shape. */
function everyOf(field: string): number | null {
  if (field === '*') return 1;
  const step = /^\*\/(\d+)$/.exec(field)?.[1];
  return step === undefined ? null : Number(step);
}

function numbersOf(field: string, limit: number): readonly string[] | null {
  const list: number[] = [];
  for (const part of field.split(',')) {
    const [, from = '', to = from] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (from === '' || Number(to) >= limit) return null;
    for (let n = Number(from); n <= Number(to); n += 1) list.push(n);
  }
  return list.length > 12 ? null : list.map(String);
}

function namesOf(
  field: string,
  keys: readonly string[],
  names: readonly string[],
  first: number,
): readonly string[] | null {
  const numeric = keys.reduce(
    (text, key, i) => text.replaceAll(new RegExp(`\\b${key}\\b`, 'gi'), String(i + first)),
    field,
  );
  const numbers = numbersOf(numeric, keys.length + first + (first === 0 ? 1 : 0));
  // 7 is Sunday too.
  const found = numbers?.map((n) => names[(Number(n) - first) % keys.length]);
  return found === undefined || found.includes(undefined) ? null : found.filter((name) => name !== undefined);
}

function listed(items: readonly string[], and: string, comma: string): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(comma)}${and}${items.at(-1) ?? ''}`;
}

const english: Words = {
  everySeconds: (n) => (n === 1 ? 'every second' : `every ${String(n)} seconds`),
  everyMinutes: (n) => (n === 1 ? 'every minute' : `every ${String(n)} minutes`),
  everyHours: (n, minute) =>
    n === 1 ? `every hour at minute ${minute}` : `every ${String(n)} hours at minute ${minute}`,
  at: (times) => `at ${listed(times, ' and ', ', ')}`,
  weekdays: (names) => `on ${listed(names, ' and ', ', ')}`,
  days: (days) => `on day ${listed(days, ' and ', ', ')} of the month`,
  months: (names) => `in ${listed(names, ' and ', ', ')}`,
  join: (when, days) =>
    days.length === 0 && when.startsWith('at ') ? `every day ${when}` : [when, ...days].join(' '),
  fields: ({ second, minute, hour, day, month, weekday }) =>
    `second ${second}, minute ${minute}, hour ${hour}, day of month ${day}, month ${month}, day of week ${weekday}`,
  weekdayNames: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  monthNames: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};

const chinese: Words = {
  everySeconds: (n) => (n === 1 ? '每秒' : `每 ${String(n)} 秒`),
  everyMinutes: (n) => (n === 1 ? '每分钟' : `每 ${String(n)} 分钟`),
  everyHours: (n, minute) => (n === 1 ? `每小时的第 ${minute} 分` : `每 ${String(n)} 小时的第 ${minute} 分`),
  at: (times) => listed(times, '和', '、'),
  weekdays: (names) => `每${listed(names, '和', '、')}`,
  days: (days) => `每月 ${listed(days, '和', '、')} 日`,
  months: (names) => listed(names, '和', '、'),
  join: (when, days) =>
    days.length === 0
      ? /^\d/.test(when)
        ? `每天 ${when}`
        : when
      : `${[...days].reverse().join(' ')} ${when}`,
  fields: ({ second, minute, hour, day, month, weekday }) =>
    `秒 ${second}，分 ${minute}，时 ${hour}，日 ${day}，月 ${month}，星期 ${weekday}`,
  weekdayNames: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  monthNames: [
    '1 月',
    '2 月',
    '3 月',
    '4 月',
    '5 月',
    '6 月',
    '7 月',
    '8 月',
    '9 月',
    '10 月',
    '11 月',
    '12 月',
  ],
};
