/** What a column's new type does to its values. */
import { essence } from '../../../schema/oracle/canonicalText.ts';
import type { ColumnType } from '../../../schema/oracle/model.ts';

/** safe: every value stays as it is; narrows: a value that does not fit makes the statement fail; kind: any value does. */
export type TypeLoss = 'safe' | 'narrows' | 'kind';

/** MODIFY fails on rows that would lose something and changes nothing then (ORA-01439, 01440, 01441, 30082). */
export function judgeType(from: ColumnType, to: ColumnType, bytesPerCharacter: number): TypeLoss {
  // In a list, because `essence` leaves out the name of what it is given, and a type's name counts.
  if (essence([from]) === essence([to])) return 'safe';
  if (from.kind === 'plain' && from.name === 'DATE' && to.kind === 'timestamp')
    return to.zone === '' ? 'safe' : 'kind';
  if (from.kind !== to.kind) return 'kind';
  const fits = judgeSize(from, to, bytesPerCharacter);
  return fits === null ? 'kind' : fits ? 'safe' : 'narrows';
}

/** Whether every value of the one fits into the other; null for types that differ in more than their size. */
function judgeSize(from: ColumnType, to: ColumnType, bytesPerCharacter: number): boolean | null {
  if (from.kind === 'character' && to.kind === 'character')
    return from.name === to.name ? isRoomy(from, to, bytesPerCharacter) : null;
  if (from.kind === 'number' && to.kind === 'number') return isWiderNumber(from, to);
  const [old, now] = [sizesOf(from), sizesOf(to)];
  if (old === null || now?.of !== old.of) return null;
  return now.sizes.every((size, i) => size >= (old.sizes[i] ?? 0));
}

interface Sizes {
  /** Two types of which only the sizes differ have the same. */
  readonly of: string;
  readonly sizes: readonly number[];
}

function sizesOf(type: ColumnType): Sizes | null {
  switch (type.kind) {
    case 'national':
      return { of: type.name, sizes: [type.length] };
    case 'float':
      return { of: 'FLOAT', sizes: [type.precision] };
    case 'raw':
      return { of: 'RAW', sizes: [type.length] };
    case 'timestamp':
      return { of: `TIMESTAMP${type.zone}`, sizes: [type.fraction] };
    case 'year-month':
      return { of: 'INTERVAL YEAR', sizes: [type.digits] };
    case 'day-second':
      return { of: 'INTERVAL DAY', sizes: [type.digits, type.fraction] };
    case 'character':
    case 'number':
    case 'urowid':
    case 'vector':
    case 'plain':
      return null;
  }
}

type CharacterType = Extract<ColumnType, { kind: 'character' }>;
type NumberType = Extract<ColumnType, { kind: 'number' }>;

function isRoomy(from: CharacterType, to: CharacterType, bytesPerCharacter: number): boolean {
  const needed = from.unit === 'CHAR' && to.unit === 'BYTE' ? from.length * bytesPerCharacter : from.length;
  return to.length >= needed;
}

/** 38 digits are the most that NUMBER keeps for certain. */
function isWiderNumber(from: NumberType, to: NumberType): boolean {
  if (to.precision === null && to.scale === null) return true;
  if (from.precision === null && from.scale === null) return false;
  const [a, b] = [from, to].map(({ precision, scale }) => ({ digits: precision ?? 38, scale: scale ?? 0 }));
  if (a === undefined || b === undefined) return false;
  return b.scale >= a.scale && b.digits - b.scale >= a.digits - a.scale;
}
