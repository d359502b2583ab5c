/** The id of a comparison: the same for the same question, so that asking it twice shows what is open already. Without `vscode`. */
import type { ComparisonRequest } from '../../comparison/comparisonRequest.ts';
import { sha256 } from '../../shadow/sha256.ts';

/** Options and skips are answers given while looking at it; they change, and the comparison stays the same. */
export function comparisonId({ connection, database, rule, range, isByHand }: ComparisonRequest): string {
  const { prefix, suffix, shadowDatabase, overrides } = rule;
  const question = [
    connection.id,
    database,
    [prefix, suffix, shadowDatabase, overrides.map(({ source, shadow }) => [source, shadow])],
    [[...range.include].sort(), [...range.exclude].sort()],
    isByHand,
  ];
  return sha256(JSON.stringify(question)).slice(0, 16);
}
