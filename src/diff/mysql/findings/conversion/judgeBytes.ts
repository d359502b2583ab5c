import type { ColumnType } from '../../../../schema/mysql/model.ts';
import type { Loss } from './loss.ts';
import { lobBytes, typeFamily } from './typeFamily.ts';
import { phrase } from '../../../../schema/phrase.ts';

/** Binary strings among themselves. BINARY(n) pads every value with zero bytes up to n, which changes the value. */
export function judgeBytes(from: ColumnType, to: ColumnType): readonly Loss[] {
  const losses: Loss[] = [];
  const isBinary = typeFamily(to) === 'binary';
  const isSame = typeFamily(from) === 'binary' && room(from) === room(to);
  if (isBinary && !isSame)
    losses.push({ kind: 'kind', why: phrase`shorter values are padded with zero bytes` });
  if (room(to) < room(from)) losses.push({ kind: 'narrows', why: phrase`longer values do not fit` });
  return losses;
}

function room(type: ColumnType): number {
  return typeFamily(type) === 'blob' ? lobBytes(type) : (type.length ?? 1);
}
