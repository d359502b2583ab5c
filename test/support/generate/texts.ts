/** Names and texts that hurt (reliability.md C6): quotes, comments, newlines, directions of writing, reserved words. */
import fc from 'fast-check';

const nasty = [
  '`',
  '``',
  "'",
  '"',
  "it's",
  'a`b',
  '\\',
  "\\'",
  'a\\nb',
  'line\nbreak',
  'tab\there',
  '\r\n',
  '*/',
  '/*',
  '/*!50000 DROP TABLE x */',
  '-- x',
  '# x',
  '; DROP TABLE x; --',
  "x', hacked int) -- ",
  '%_',
  '%s%d{0}$1$&',
  'a.b',
  'a/b',
  '`.`',
  '(',
  ')',
  ',',
  'select',
  'PRIMARY KEY',
  'KEY `x` (`y`)',
  'ENGINE=InnoDB',
  '表',
  '日本語テーブル',
  'é',
  'É',
  'ß',
  'İ',
  'ﬁ',
  'a\u0301',
  '\u202Eabc',
  '\u200B',
  '__proto__',
  'constructor',
  '0',
  '1e5',
  '@@version',
  '$',
  '\u0001',
  '\u00A0',
];

const letters = fc.string({
  unit: fc.constantFrom(...'a b c d x y z A B C 0 1 _'.split(' ')),
  minLength: 1,
  maxLength: 12,
});
const hostile = fc.string({ unit: fc.constantFrom(...nasty), minLength: 1, maxLength: 4 });

/** A word as most tables have it. */
const plainName: fc.Arbitrary<string> = fc.constantFrom(
  ...[
    'id',
    'a',
    'b',
    'c',
    'name',
    'Name',
    'note',
    'amount',
    'created_at',
    'order',
    'key',
    'parent_id',
    'status',
    'x',
  ],
);

/** A name that a server takes, mostly; the caller makes it unique. No trailing space, no character above U+FFFF. */
export const anyName: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 5, arbitrary: plainName },
    { weight: 2, arbitrary: letters },
    { weight: 2, arbitrary: hostile },
  )
  .map((name) => Array.from(name).slice(0, 20).join(''))
  .map((name) => name.replace(/\s+$/u, '') || 'n');

/** The value of a comment, a default, an enum's member. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: letters },
  { weight: 3, arbitrary: hostile },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ' ',
      ' lead',
      'trail ',
      'NULL',
      'CURRENT_TIMESTAMP',
      '0',
      '%',
      'x'.repeat(200),
    ),
  },
);

/** A comment: empty means none. */
export const anyComment: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: anyText },
);

/** The name, or the name with a number, whichever no other has when case does not count. */
export function uniqueName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let i = 1; taken.has(name.toLowerCase()); i += 1) name = `${wanted}_${String(i)}`;
  taken.add(name.toLowerCase());
  return name;
}
