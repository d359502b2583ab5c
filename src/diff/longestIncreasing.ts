/**
 * The positions (not the values) of a longest strictly increasing subsequence. Deterministic; n log n, because tables of
 * thousands of columns exist.
 */
export function longestIncreasing(values: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [k, value] of values.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const tail = tails[middle];
      if (tail !== undefined && (values[tail] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[k] = low === 0 ? -1 : (tails[low - 1] ?? -1);
    tails[low] = k;
  }
  const chosen = new Set<number>();
  for (let k = tails.at(-1) ?? -1; k >= 0; k = previous[k] ?? -1) chosen.add(k);
  return chosen;
}
