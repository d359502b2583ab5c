/**
 * Reads a value that another extension handed over. Its getters, or the traps of a proxy, may throw (U-09): then it is not
 * understood, like every other value that is not what it should be. Null for that. Without `vscode`.
 */
export function readForeign<T>(read: () => T | null): T | null {
  try {
    return read();
  } catch {
    // What it threw is the other extension's own: it concerns neither the user nor our log.
    return null;
  }
}
