/** The right to run the tasks of one folder: a record in a store of generations, never a lock file (reliability.md §5.3). */
import { phrase } from '../schema/phrase.ts';
import { openGenerationStore } from './generations/generationStore.ts';
import type { StoreOptions } from './generations/generationStore.ts';
import type { Clock } from '../task/ports.ts';
import type { LeaseStore } from '../task/taskPorts.ts';
import { processState, thisProcess } from './processIdentity.ts';
import type { ProcessIdentity } from './processIdentity.ts';

interface LeaseContent {
  /** Grows each time that another owner takes it. */
  readonly fence: number;
  readonly holder: Holder | null;
}

interface Holder {
  readonly owner: string;
  readonly until: number;
  readonly process: ProcessIdentity;
}

/** Opens the lease kept in `folder`. Throws like `openGenerationStore`. */
export async function openLeaseStore(
  folder: string,
  options: StoreOptions & { readonly clock: Clock },
): Promise<LeaseStore> {
  const { clock } = options;
  const store = await openGenerationStore<LeaseContent>(
    folder,
    {
      name: phrase`scheduler lease`,
      defaults: { fence: 0, holder: null },
      parse: parseContent,
      migrations: [],
    },
    // It is written every few seconds and nobody wants to go back to an old one.
    { keepMs: 60_000, ...options },
  );
  return {
    take: async (owner, ttlMs) => {
      const before = (await store.read()).data.holder;
      const isDead =
        before !== null && before.owner !== owner && (await processState(before.process)) === 'gone';
      const process = await thisProcess();
      const { data } = await store.mutate((content) => {
        const { holder, fence } = content;
        const isFree =
          holder === null || isOver(holder, clock.now(), ttlMs) || (isDead && isSame(holder, before));
        if (holder?.owner !== owner && !isFree) return content;
        const next = holder?.owner === owner ? fence : fence + 1;
        return { fence: next, holder: { owner, until: clock.now() + ttlMs, process } };
      });
      return data.holder?.owner === owner ? { owner, fence: data.fence } : null;
    },
    release: async (owner) => {
      await store.mutate((content) =>
        content.holder?.owner === owner ? { fence: content.fence, holder: null } : content,
      );
    },
    close: () => store.close(),
  };
}

/** One that lasts longer than any can was written by a clock that has been set back since (S7). */
function isOver({ until }: Holder, now: number, ttlMs: number): boolean {
  return until <= now || until > now + 2 * ttlMs;
}

function isSame(holder: Holder, before: Holder | null): boolean {
  return holder.owner === before?.owner && holder.until === before.until;
}

function parseContent(data: unknown): LeaseContent {
  const { fence, holder } = fieldsOf(data);
  if (typeof fence !== 'number' || !Number.isSafeInteger(fence)) throw new TypeError('no fence');
  return { fence, holder: holder === null ? null : parseHolder(holder) };
}

function parseHolder(value: unknown): Holder {
  const { owner, until, process } = fieldsOf(value);
  const { host, pid, started, space } = fieldsOf(process);
  if (typeof owner !== 'string' || typeof until !== 'number') throw new TypeError('no holder');
  if (typeof host !== 'string' || typeof pid !== 'number') throw new TypeError('no process');
  return {
    owner,
    until,
    process: {
      host,
      pid,
      started: typeof started === 'string' ? started : null,
      space: typeof space === 'string' ? space : null,
    },
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
