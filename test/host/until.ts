/** Long enough for a machine with several suites at once; what comes in time is not waited for. */
const limitMs = 180_000;

/**
 * Looks again and again until there is something, and gives it; throws when it takes too long, with what was looked for.
 */
export async function until<T>(
  look: () => T | Promise<T>,
  describe: () => string = () => look.toString(),
): Promise<Exclude<T, undefined | null | false>> {
  const end = Date.now() + limitMs;
  for (;;) {
    const found = await look();
    if (isThere(found)) return found;
    if (Date.now() > end) throw new Error(`It did not come: ${describe()}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

function isThere<T>(found: T): found is Exclude<T, undefined | null | false> {
  return found !== undefined && found !== null && found !== false;
}
