/**
 * The textual oracle: SHOW CREATE TABLE of source and shadow, names mapped, must be the same text. What may differ is
 * named here and nowhere else.
 */
import { splitAtCommas, tokens, type Token } from './tokens.ts';

/**
 * MySQL writes a check's literals with the session's character set, and after a table copy with the column's; `-(5)`
 * becomes `-5` then.
 */
const introducers = /_\w+ '(?:[^'\\]|\\[^]|'')*'/g;

/** How names of a source become names of its shadow. */
export interface NameMap {
  /** Qualified or bare name of a parent, as tokens of the source's text, to those of the shadow's; null: left out. */
  readonly parent: (table: string) => string | null;
}

/** A table's text in a form that is equal for equal tables: lines to compare and to show. */
export function canonicalLines(showCreate: string, map: NameMap | null): readonly string[] {
  const all = tokens(showCreate);
  const open = all.findIndex(({ kind, text }) => kind === 'mark' && text === '(');
  const close = matching(all, open);
  const items = splitAtCommas(all.slice(open + 1, close)).map((item) => [...item]);
  const columns = items.filter(([first]) => first?.kind === 'name').map(columnLine);
  const others = items.filter(([first]) => first?.kind !== 'name');
  const lines = others.flatMap((item) => {
    const line = constraintLine(item, map);
    return line === null ? [] : [line];
  });
  return [...columns, ...lines.sort(), ...optionLines(all.slice(close + 1))];
}

function matching(list: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < list.length; i += 1) {
    const token = list[i];
    if (token?.kind !== 'mark') continue;
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (depth === 0) return i;
  }
  throw new Error('A bracket is not closed.');
}

function lineOf(item: readonly Token[]): string {
  return item.map(({ text }) => text).join(' ');
}

/**
 * A column says its character set where it differs from the table's, and sometimes where it doesn't; which one it has is
 * what the dictionary oracle compares.
 */
function columnLine(item: readonly Token[]): string {
  const depths = depthsOf(item);
  return lineOf(
    item.filter((_token, i) => {
      const isSet =
        depths[i] === 0 &&
        item.slice(Math.max(0, i - 2), i + 1).some((token, j, near) => isCharset(token, near[j + 1]));
      const isCollation =
        depths[i] === 0 &&
        [item[i], item[i - 1]].some((token) => token?.kind === 'word' && token.value === 'COLLATE');
      return !isSet && !isCollation;
    }),
  );
}

function isCharset(token: Token, next: Token | undefined): boolean {
  return token.kind === 'word' && token.value === 'CHARACTER' && (next === undefined || next.value === 'SET');
}

function depthsOf(item: readonly Token[]): readonly number[] {
  let depth = 0;
  return item.map(({ kind, text }) => {
    if (kind === 'mark' && text === '(') depth += 1;
    if (kind === 'mark' && text === ')') depth -= 1;
    return depth;
  });
}

/** The order of keys and constraints carries no meaning; names of constraints follow the naming rule and don't count. */
function constraintLine(item: readonly Token[], map: NameMap | null): string | null {
  const [first, second] = item;
  if (first?.kind !== 'word' || first.value !== 'CONSTRAINT') return keyLine(item);
  const rest = second?.kind === 'name' ? item.slice(2) : item.slice(1);
  const at = rest.findIndex(({ value, kind }) => kind === 'word' && value === 'REFERENCES');
  if (at < 0)
    return `CONSTRAINT ${lineOf(rest)
      .replace(introducers, 'literal')
      .replace(/- \( ([\d.]+) \)/g, '- $1')
      .replace(/-(?=\d)/g, '- ')}`;
  const end = rest.findIndex(({ text }, i) => i > at && text === '(');
  const parent = rest.slice(at + 1, end);
  const name = parent.at(-1)?.value ?? '';
  const mapped = map === null ? parent.map(({ value }) => value).join('') : map.parent(name);
  if (mapped === null) return null;
  return `CONSTRAINT ${lineOf(rest.slice(0, at + 1))} ${mapped} ${lineOf(rest.slice(end)).replace(/ ON (?:DELETE|UPDATE) (?:NO ACTION|RESTRICT)/g, '')}`;
}

/** BTREE is what the engines do without a word; where somebody wrote it, the word may stand or not. */
function keyLine(item: readonly Token[]): string {
  return lineOf(item).replace(/ USING BTREE(?= |$)(?!.*')/, '');
}

/**
 * AUTO_INCREMENT=n is a fact about the rows. Partitions that have the names they get anyway may be listed or counted. The
 * order of options is the server's own.
 */
function optionLines(rest: readonly Token[]): readonly string[] {
  const text = lineOf(rest).replace(/ AUTO_INCREMENT = \d+/i, '');
  return [text.replace(/\((?: PARTITION `?p\d+`? ENGINE = \w+ ,?)+ ?\)/i, counted)];
}

function counted(list: string): string {
  const names = [...list.matchAll(/PARTITION `?(p\d+)/gi)].map(([, name]) => name);
  return names.every((name, i) => name === `p${String(i)}`) ? `PARTITIONS ${String(names.length)}` : list;
}
