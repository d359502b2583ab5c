/** The first three of a list as the end of a sentence; how many more there are is said, not listed. */
export function listed(items: readonly string[]): string {
  const first = items.slice(0, 3).join(', ');
  const more = items.length - 3;
  return more > 0 ? `${first} and ${String(more)} more` : first;
}
