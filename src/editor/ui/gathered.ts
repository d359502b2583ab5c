import type { Paced } from './atMostEvery.ts';

/**
 * Does something a while after it was first wanted, once for all who wanted it meanwhile: what happens together is told
 * together. Without `vscode`.
 */
export function gathered(ms: number, work: () => void): Paced {
  let timer: NodeJS.Timeout | null = null;
  const want = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      work();
    }, ms);
  };
  return Object.assign(want, {
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  });
}
