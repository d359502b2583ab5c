/**
 * Skipping a test with its reason: mocha knows that a test is pending, never why. The reason is kept beside
 * the test itself, where the reporter finds it.
 */

/** A test or a hook, as far as finding the reason goes. */
interface Skipped {
  readonly type?: string;
  readonly parent?: object | undefined;
}

/** What `this` is inside a mocha test or hook, as far as skipping goes. */
interface RunningTest {
  readonly test?: Skipped | undefined;
  skip(): never;
}

/** Keyed by test, or by suite when a hook skips all of it. */
const reasons = new WeakMap<object, string>();

/**
 * Ends the running test (or, in a `before` hook, every test of the suite) as skipped.
 * Takes `this` of the test or hook and the reason as a sentence for the user; never returns.
 */
export function skip(running: RunningTest, reason: string): never {
  const { test } = running;
  const skipped = test?.type === 'hook' ? test.parent : test;
  if (skipped !== undefined) reasons.set(skipped, reason);
  return running.skip();
}

/** The reason why this test was skipped, by itself or with a suite around it; undefined when none was given. */
export function skipReason(test: Skipped): string | undefined {
  let at: Skipped | undefined = test;
  while (at !== undefined) {
    const reason = reasons.get(at);
    if (reason !== undefined) return reason;
    at = at.parent;
  }
  return undefined;
}
