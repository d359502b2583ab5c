import type { MysqlTable } from '../../schema/mysql/model.ts';
import { foldName } from './names.ts';

/**
 * How much an existing table looks like a shadow of this source, 0 … 1: the share of column names that both have, among
 * those of the smaller and of the larger table in equal parts. A shadow that lags behind by many columns still counts as
 * one; a stranger that happens to have an `id` doesn't (O-43).
 */
export function resemblanceOf(expected: MysqlTable, actual: MysqlTable): number {
  const wanted = new Set(expected.columns.map((column) => foldName(column.name)));
  const common = actual.columns.filter((column) => wanted.has(foldName(column.name))).length;
  const sizes = [expected.columns.length, actual.columns.length];
  const [smaller, larger] = [Math.min(...sizes), Math.max(...sizes)];
  return smaller === 0 ? 0 : (common / smaller + common / larger) / 2;
}
