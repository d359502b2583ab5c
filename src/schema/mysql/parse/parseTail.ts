import type { TextRange } from '../compareTexts.ts';
import type { MysqlTable } from '../model.ts';
import { printTail } from '../print/printTable.ts';
import type { Cursor } from './cursor.ts';
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

/** Reads to the end of the text. `memo` may know it, but for the counter, from another table. Throws `ParseRefusal`. */
export function parseTail(cursor: Cursor, memo: ElementMemo): Tail {
  const tailAt = cursor.previousEnd;
  const text = cursor.text.slice(tailAt);
  const [whole, head, digits] = counterPattern.exec(text) ?? [];
  if (!cursor.outside || whole === undefined || head === undefined || digits === undefined) {
    return knownTail(text, null, null, cursor, memo);
  }
  const counter = { from: tailAt + head.length, to: tailAt + whole.length };
  return knownTail(head + text.slice(whole.length), digits, counter, cursor, memo);
}

/** @param key the tail without its counter */
function knownTail(
  key: string,
  autoIncrementNext: string | null,
  counter: TextRange | null,
  cursor: Cursor,
  memo: ElementMemo,
): Tail {
  const known = cursor.outside ? memo.tail(key) : undefined;
  if (known !== undefined) return { ...known, autoIncrementNext, counter, exact: true };
  const isOutside = cursor.outside;
  const tail = parseAnew(cursor);
  const { options, systemVersioned, partitioning } = tail;
  const isSameCounter = tail.autoIncrementNext === autoIncrementNext && tail.counter?.to === counter?.to;
  if (!isOutside || !isSameCounter || printTail(tail) !== key) return tail;
  memo.keepTail(key, { options, systemVersioned, partitioning });
  return { ...tail, exact: true };
}

function parseAnew(cursor: Cursor): Tail {
  const { options, systemVersioned, autoIncrementNext, counter } = parseOptions(cursor);
  const partitioning = parsePartitioning(cursor);
  // OceanBase prints column groups behind everything else.
  const columnGroups = cursor.take('WITH') ? [parseColumnGroups(cursor)] : [];
  if (!cursor.isEnd()) throw cursor.refuse('the end is expected');
  return {
    options: columnGroups.length === 0 ? options : [...options, ...columnGroups],
    systemVersioned,
    partitioning,
    autoIncrementNext,
    counter,
    exact: false,
  };
}
