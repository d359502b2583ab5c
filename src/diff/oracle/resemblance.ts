import type { OracleTable } from '../../schema/oracle/model.ts';

/** How much an existing table looks like a shadow of this source, 0 … 1, by the names of the columns; as on MySQL (O-43). */
export function resemblanceOf(expected: OracleTable, actual: OracleTable): number {
  const wanted = new Set(expected.columns.map(({ name }) => name));
  const common = actual.columns.filter(({ name }) => wanted.has(name)).length;
  const sizes = [expected.columns.length, actual.columns.length];
  const [smaller, larger] = [Math.min(...sizes), Math.max(...sizes)];
  return smaller === 0 ? 0 : (common / smaller + common / larger) / 2;
}
