import { phrase } from '../../phrase.ts';
import type { TextRange } from '../compareTexts.ts';
import type { MysqlTable } from '../model.ts';
import { printTail } from '../print/printTable.ts';
import { Cursor } from './cursor.ts';
import type { ElementMemo, KnownTail } from './elementMemo.ts';
import { parseColumnGroups, parseOptions } from './parseOptions.ts';
import { parsePartitioning } from './parsePartitioning.ts';

/** Everything behind the bracket that closes the columns, keys and constraints. */
export interface Tail extends KnownTail, Pick<MysqlTable, 'autoIncrementNext'> {
  /** Where `AUTO_INCREMENT=n` stands; null when it does not. */
  readonly counter: TextRange | null;
  /** Whether it was printed back to exactly its own text, but for the counter. */
  readonly exact: boolean;
}

/** The counter where MySQL and MariaDB print it. Elsewhere it makes every tail another one, and nothing worse. */
const counterPattern = /^( ENGINE=\w+ )AUTO_INCREMENT=(\d+)(?: |$)/;

/**
 * Reads from `tailAt` to the end of the text. `memo` may know it, but for the counter, from another table. `cursor` stands
 * there; null when it is outside version comments and no cursor was needed so far. Throws `ParseRefusal`.
 */
export function parseTail(text: string, tailAt: number, cursor: Cursor | null, memo: ElementMemo): Tail {
  if (cursor?.outside === false) return parseAnew(cursor);
  const { key, digits, counter } = splitCounter(text, tailAt);
  const known = memo.tail(key);
  if (known !== undefined) return { ...known, autoIncrementNext: digits, counter, exact: true };
  const tail = parseAnew(cursor ?? new Cursor(text, tailAt));
  const { options, systemVersioned, partitioning } = tail;
  const isSameCounter = tail.autoIncrementNext === digits && tail.counter?.to === counter?.to;
  if (!isSameCounter || printTail(tail) !== key) return tail;
  memo.keepTail(key, { options, systemVersioned, partitioning });
  return { ...tail, exact: true };
}

interface SplitTail {
  /** The tail without its counter. */
  readonly key: string;
  readonly digits: string | null;
  readonly counter: TextRange | null;
}

function splitCounter(text: string, tailAt: number): SplitTail {
  const whole = text.slice(tailAt);
  // Most tables of some schemas, and all fresh shadows, have none.
  const [matched, head, digits] = whole.includes(' AUTO_INCREMENT=')
    ? (counterPattern.exec(whole) ?? [])
    : [];
  if (matched === undefined || head === undefined || digits === undefined) {
    return { key: whole, digits: null, counter: null };
  }
  const counter = { from: tailAt + head.length, to: tailAt + matched.length };
  return { key: head + whole.slice(matched.length), digits, counter };
}

function parseAnew(cursor: Cursor): Tail {
  const { options, systemVersioned, autoIncrementNext, counter } = parseOptions(cursor);
  const partitioning = parsePartitioning(cursor);
  // OceanBase prints column groups behind everything else.
  const columnGroups = cursor.take('WITH') ? [parseColumnGroups(cursor)] : [];
  if (!cursor.isEnd()) throw cursor.refuse(phrase`the end is expected`);
  return {
    options: columnGroups.length === 0 ? options : [...options, ...columnGroups],
    systemVersioned,
    partitioning,
    autoIncrementNext,
    counter,
    exact: false,
  };
}
