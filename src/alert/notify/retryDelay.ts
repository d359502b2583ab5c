/** When a delivery that did not get through is tried again (oms.md §9, D3 and D4). Pure: all its state is in the store. */

/** In all, over about an hour. */
export const maxTries = 5;

const firstMs = 20_000;
const growth = 6;
const longestMs = 40 * 60_000;

/** Whatever a receiver asks for, this is the longest. */
const longestAskedMs = 6 * 3_600_000;

/** After try number `tries`; what the receiver asked for comes before our own growing, jittered time. */
export function retryDelay(tries: number, askedMs: number | null, random: () => number): number {
  // A little more than asked, so that not all who were sent away are back at the same moment.
  if (askedMs !== null) return Math.min(askedMs, longestAskedMs) + Math.round(random() * 1000);
  const bound = Math.min(firstMs * growth ** (tries - 1), longestMs);
  // Half to all of it: full jitter would now and then try again at once.
  return Math.round(bound * (0.5 + random() / 2));
}

/** `Retry-After` in milliseconds from now: RFC 9110 §10.2.3 has seconds and an HTTP-date. Null for anything else. */
export function readRetryAfter(value: string | null, now: number): number | null {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // `Date.parse` takes nearly everything; an HTTP-date begins with a day's name and ends with GMT.
  if (!/^[A-Z][a-z]{2,8},? .+ GMT$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
