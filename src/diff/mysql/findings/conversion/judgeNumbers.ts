import type { ColumnType } from '../../../../schema/mysql/model.ts';
import type { Loss } from './loss.ts';
import { typeFamily } from './typeFamily.ts';
import { phrase } from '../../../../schema/phrase.ts';
import type { Phrase } from '../../../../schema/phrase.ts';

const INTEGER_BITS: ReadonlyMap<string, bigint> = new Map([
  ['tinyint', 8n],
  ['smallint', 16n],
  ['mediumint', 24n],
  ['int', 32n],
  ['bigint', 64n],
]);

/** Largest integer up to which a DOUBLE holds every one: 53 bits of mantissa. */
const DOUBLE_EXACT = 2n ** 53n;

const NEGATIVE: Loss = { kind: 'kind', why: phrase`negative numbers do not fit an unsigned column` };

/** Numbers among themselves: what a stored number may lose. */
export function judgeNumbers(from: ColumnType, to: ColumnType): readonly Loss[] {
  const [a, b] = [typeFamily(from), typeFamily(to)];
  return a === b ? judgeSame(from, to) : judgeCross(from, to, `${a} ${b}`);
}

function judgeSame(from: ColumnType, to: ColumnType): readonly Loss[] {
  const family = typeFamily(from);
  if (family === 'integer') return judgeIntegers(from, to);
  if (family === 'decimal') return judgeDecimals(from, to);
  return family === 'bit' ? judgeBits(from, to) : judgeFloats(from, to);
}

function judgeCross(from: ColumnType, to: ColumnType, families: string): readonly Loss[] {
  switch (families) {
    case 'integer decimal':
      return judgeIntegerToDecimal(from, to);
    case 'decimal integer':
      return judgeDecimalToInteger(from, to);
    case 'integer double':
      return judgeIntegerToDouble(from, to);
    default:
      if (families.includes('bit'))
        return [{ kind: 'kind', why: phrase`bits and numbers are different values` }];
      return [
        ...(isNewlyUnsigned(from, to) ? [NEGATIVE] : []),
        rounds(phrase`a ${to.name} does not show the same digits as a ${from.name}`),
      ];
  }
}

function judgeIntegers(from: ColumnType, to: ColumnType): readonly Loss[] {
  const [a, b] = [range(from), range(to)];
  if (b.low <= a.low && b.high >= a.high) return [];
  const isSmaller = b.high < a.high || (!to.unsigned && b.low > a.low);
  return [
    ...(isNewlyUnsigned(from, to) ? [NEGATIVE] : []),
    ...(isSmaller ? [narrows(phrase`the highest value becomes ${String(b.high)}`)] : []),
  ];
}

function judgeDecimals(from: ColumnType, to: ColumnType): readonly Loss[] {
  const [whole, fraction] = [wholeDigits(to) - wholeDigits(from), scale(to) - scale(from)];
  return [
    ...(isNewlyUnsigned(from, to) ? [NEGATIVE] : []),
    ...(whole < 0 ? [narrows(phrase`only ${String(wholeDigits(to))} digits stay before the point`)] : []),
    ...(fraction < 0 ? [rounds(phrase`only ${String(scale(to))} digits stay after the point`)] : []),
  ];
}

function judgeBits(from: ColumnType, to: ColumnType): readonly Loss[] {
  return (to.length ?? 1) < (from.length ?? 1) ? [narrows(phrase`the highest bits do not fit`)] : [];
}

/** FLOAT(m,d) and DOUBLE(m,d) round on the way in: only with the same d, and room for it, does every value stay. */
function judgeFloats(from: ColumnType, to: ColumnType): readonly Loss[] {
  const isSame = from.length === to.length && from.scale === to.scale;
  const isWider = from.scale !== null && from.scale === to.scale && (from.length ?? 0) <= (to.length ?? 0);
  return [
    ...(isNewlyUnsigned(from, to) ? [NEGATIVE] : []),
    ...(isSame || isWider ? [] : [rounds(phrase`values are rounded or shown with other digits`)]),
  ];
}

function judgeIntegerToDecimal(from: ColumnType, to: ColumnType): readonly Loss[] {
  const { low, high } = range(from);
  const limit = 10n ** BigInt(wholeDigits(to)) - 1n;
  if (to.unsigned && low < 0n) return [NEGATIVE];
  if (high > limit || -low > limit) return [narrows(phrase`${String(wholeDigits(to))} digits are too few`)];
  return [{ kind: 'form', why: phrase`whole numbers become decimals` }];
}

function judgeDecimalToInteger(from: ColumnType, to: ColumnType): readonly Loss[] {
  if (scale(from) > 0) return [rounds(phrase`fractions are rounded away`)];
  const { low, high } = range(to);
  const limit = 10n ** BigInt(wholeDigits(from)) - 1n;
  if (isNewlyUnsigned(from, to)) return [NEGATIVE];
  const fits = limit <= high && (from.unsigned || -limit >= low);
  return fits
    ? [{ kind: 'form', why: phrase`decimals become whole numbers` }]
    : [narrows(phrase`the highest value becomes ${String(high)}`)];
}

function judgeIntegerToDouble(from: ColumnType, to: ColumnType): readonly Loss[] {
  const { high } = range(from);
  if (isNewlyUnsigned(from, to)) return [NEGATIVE];
  if (high > DOUBLE_EXACT || to.scale !== null) return [rounds(phrase`large numbers are rounded`)];
  return [{ kind: 'form', why: phrase`whole numbers become floating-point numbers` }];
}

function range(type: ColumnType): { readonly low: bigint; readonly high: bigint } {
  const bits = INTEGER_BITS.get(type.name) ?? 0n;
  if (type.unsigned) return { low: 0n, high: 2n ** bits - 1n };
  return { low: -(2n ** (bits - 1n)), high: 2n ** (bits - 1n) - 1n };
}

function wholeDigits(type: ColumnType): number {
  return (type.length ?? 10) - scale(type);
}

function scale(type: ColumnType): number {
  return type.scale ?? 0;
}

function isNewlyUnsigned(from: ColumnType, to: ColumnType): boolean {
  return to.unsigned && !from.unsigned;
}

function narrows(why: Phrase): Loss {
  return { kind: 'narrows', why };
}

function rounds(why: Phrase): Loss {
  return { kind: 'precision', why };
}
