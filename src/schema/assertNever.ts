/** Closes a switch over a tagged union: a case that is added later does not compile until it is handled. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value ${JSON.stringify(value)}`);
}
