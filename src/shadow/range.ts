/** Synchronization range: which source tables a task is about. */
export interface Range {
  /** Glob patterns (`*`, `?`, `[abc]`; backslash escapes); empty: all tables. A pattern without wildcards is a table's name. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}
