/** How the journals of a task's run are called: by the run, so that they are found again, and each by a name of its own. */
export function journalPrefix(run: string): string {
  return `${run}-`;
}
