/**
 * The fail points of tests (reliability.md §11): `SHSYNC_FP=name:hit:kill|throw|pause|enospc`. The product passes a
 * function that does nothing in their place; no bundle holds this file.
 */
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { failPointNames } from '../../src/task/failPoint.ts';
import type { FailPoint, FailPointName } from '../../src/task/failPoint.ts';
import type { RunJournal } from '../../src/task/ports.ts';

export type FailAction = 'kill' | 'throw' | 'pause' | 'enospc';

export interface ArmedFailPoint {
  readonly failPoint: FailPoint;
  /** A journal whose disk is full from the moment the `enospc` fail point was passed. */
  readonly journal: (journal: RunJournal) => RunJournal;
}

/** Arms what the text says; nothing for an empty one. `onPause` is told where a `pause` stands; it stands for ever. */
export function armFailPoint(
  text: string | undefined,
  onPause: (name: FailPointName) => void,
): ArmedFailPoint {
  const { name, hit, action } = parse(text ?? '');
  let left = hit;
  let isFull = false;
  const failPoint: FailPoint = async (passed) => {
    if (passed !== name) return;
    left -= 1;
    if (left !== 0) return;
    switch (action) {
      case 'kill':
        process.kill(process.pid, 'SIGKILL');
        await forEver();
        return;
      case 'throw':
        throw new ShadowSyncError('internal', `fail point ${name}`);
      case 'pause':
        onPause(name);
        await forEver();
        return;
      case 'enospc':
        isFull = true;
    }
  };
  return {
    failPoint,
    journal: (journal) => ({
      run: journal.run,
      append: (entry) =>
        isFull
          ? Promise.reject(new ShadowSyncError('journal', 'The disk is full (fail point).'))
          : journal.append(entry),
      close: () => journal.close(),
    }),
  };
}

/** Keeps the process alive and goes nowhere. */
async function forEver(): Promise<void> {
  await new Promise(() => setInterval(() => undefined, 1000));
}

function parse(text: string): { readonly name: string; readonly hit: number; readonly action: FailAction } {
  if (text === '') return { name: '', hit: 0, action: 'kill' };
  const [name = '', hit = '', action = ''] = text.split(':');
  const names: readonly string[] = failPointNames;
  if (!names.includes(name) || !/^[1-9]\d*$/.test(hit) || !isAction(action)) {
    throw new Error(`SHSYNC_FP=${text} is no fail point: name:hit:kill|throw|pause|enospc`);
  }
  return { name, hit: Number(hit), action };
}

function isAction(text: string): text is FailAction {
  return ['kill', 'throw', 'pause', 'enospc'].includes(text);
}
