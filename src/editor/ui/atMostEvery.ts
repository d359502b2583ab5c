/**
 * Does something at once, and then again at most once per interval with what came last: a run of thousands of tables says
 * more than anybody can look at. Without `vscode`.
 */
export interface Paced {
  (): void;
  /** What waits is not done any more. */
  stop(): void;
}

/** `work` sees the newest state by itself, so nothing is handed over. */
export function atMostEvery(ms: number, work: () => void): Paced {
  let timer: NodeJS.Timeout | null = null;
  let isWaiting = false;
  const pace = (): void => {
    if (timer !== null) {
      isWaiting = true;
      return;
    }
    work();
    timer = setTimeout(() => {
      timer = null;
      if (!isWaiting) return;
      isWaiting = false;
      pace();
    }, ms);
  };
  return Object.assign(pace, {
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      isWaiting = false;
    },
  });
}
