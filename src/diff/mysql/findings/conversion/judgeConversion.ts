import type { Column } from '../../../../schema/mysql/model.ts';
import { judgeBytes } from './judgeBytes.ts';
import { judgeNumbers } from './judgeNumbers.ts';
import { judgeStrings } from './judgeStrings.ts';
import { judgeTimes } from './judgeTimes.ts';
import type { Loss } from './loss.ts';
import { typeFamily } from './typeFamily.ts';
import { phrase } from '../../../../schema/phrase.ts';

const NUMBERS = new Set(['integer', 'decimal', 'float', 'double', 'bit']);
const STRINGS = new Set(['char', 'varchar', 'text', 'enum', 'set']);
const BYTES = new Set(['binary', 'varbinary', 'blob']);

/**
 * What values of `from` may lose in `to`, in strict mode; nothing when every legal value stays what it is (PR10).
 * Whatever is not proven to keep values counts as another kind. Character sets, collations and the members of enums
 * and sets are judged by rules of their own (SS108, SS109).
 */
export function judgeConversion(from: Column, to: Column): readonly Loss[] {
  if (from === to) return [];
  const [a, b] = [typeFamily(from.type), typeFamily(to.type)];
  if (NUMBERS.has(a) && NUMBERS.has(b)) return judgeNumbers(from.type, to.type);
  if (STRINGS.has(a) && STRINGS.has(b)) return judgeStrings(from, to);
  if (BYTES.has(a) && BYTES.has(b)) return judgeBytes(from.type, to.type);
  if (a === 'spatial' && b === 'spatial') return judgeShapes(from, to);
  return judgeTimes(from.type, to.type) ?? judgeOthers(from, to);
}

/** MySQL 8 renamed GEOMETRYCOLLECTION to GEOMCOLLECTION; GEOMETRY takes every shape. */
function judgeShapes(from: Column, to: Column): readonly Loss[] {
  const [a, b] = [shape(from), shape(to)];
  if (a === b || b === 'geometry') return [];
  return [{ kind: 'kind', why: phrase`a ${b} column takes no other shape` }];
}

function shape(column: Column): string {
  return column.type.name === 'geomcollection' ? 'geometrycollection' : column.type.name;
}

function judgeOthers(from: Column, to: Column): readonly Loss[] {
  const [a, b] = [from.type, to.type];
  if (a.name === b.name) {
    if (a.length === b.length && a.scale === b.scale) return [];
    return [{ kind: 'kind', why: phrase`its values have another size` }];
  }
  // MySQL's JSON is read as utf8mb4 text, which a LONGTEXT of that character set holds unchanged.
  if (a.name === 'json' && b.name === 'longtext' && to.charset === 'utf8mb4') {
    return [{ kind: 'form', why: phrase`documents become plain text` }];
  }
  return [{ kind: 'kind', why: phrase`not every ${a.name} is a valid ${b.name}` }];
}
