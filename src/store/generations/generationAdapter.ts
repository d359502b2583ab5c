/** lowdb's adapter over a folder of generations: one is made for each reading, and for each reading that is written on. */
import type { Adapter } from 'lowdb';
import { english, joined, phrase, type Phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { GenerationContext } from './generationContext.ts';
import { makePrivate } from './generationFolder.ts';
import { keepBackup, keepDamaged } from './keepCopy.ts';
import { prune } from './prune.ts';
import { publishGeneration } from './publishGeneration.ts';
import type { BaseGeneration } from './publishGeneration.ts';
import { readNewest } from './readNewest.ts';
import { storeError } from './storeError.ts';
import type { StoreNotice } from './storeNotice.ts';
import { contentOf, versionOf } from './storeSchema.ts';
import type { StoreSchema } from './storeSchema.ts';

/** Thrown by `write` when another process was faster: read again, change again, write again. */
export class OvertakenError extends Error {}

/** What was read: where a change of it goes. */
interface ReadState extends BaseGeneration {
  readonly rev: number;
  readonly schema: number;
}

export class GenerationAdapter<T extends object> implements Adapter<T> {
  readonly #context: GenerationContext;
  readonly #schema: StoreSchema<T>;
  readonly #notify: (notice: StoreNotice) => void;
  #state: ReadState | null = null;

  constructor(context: GenerationContext, schema: StoreSchema<T>, notify: (notice: StoreNotice) => void) {
    this.#context = context;
    this.#schema = schema;
    this.#notify = notify;
  }

  /** The revision that was read or written last; 0 for a store that is not there yet. */
  get revision(): number {
    return this.#state?.rev ?? 0;
  }

  /** The newest whole generation's content. Throws ShadowSyncError 'store', and never gives defaults for lost content (F3). */
  async read(): Promise<T> {
    const { folder, clock } = this.#context;
    const newest = await mapped(phrase`read`, folder, () => readNewest(folder, clock));
    switch (newest.kind) {
      case 'none':
        this.#state = { rev: 0, uid: null, highest: 0, schema: versionOf(this.#schema) };
        return this.#schema.defaults;
      case 'lost':
        throw this.#lost(newest.damaged, newest.kept);
      case 'found': {
        const { generation, highest, damaged } = newest;
        const content = contentOf(this.#schema, generation, folder);
        for (const rev of damaged) await this.#reportDamaged(rev, generation.rev);
        this.#state = { rev: generation.rev, uid: generation.uid, highest, schema: generation.schema };
        return content;
      }
    }
  }

  /** Publishes what was made of the content that was read last. Throws OvertakenError, or ShadowSyncError 'store'. */
  async write(data: T): Promise<void> {
    const state = this.#state;
    if (state === null)
      throw new ShadowSyncError('internal', phrase`A store was written before it was read.`);
    const context = this.#context;
    const schema = versionOf(this.#schema);
    const header = await mapped(phrase`written`, context.folder, async () => {
      if (state.uid === null) await makePrivate(context.folder);
      else if (state.schema < schema) await keepBackup(context, state.rev, state.schema);
      return publishGeneration(context, state, { schema, data });
    });
    if (header === null) throw new OvertakenError();
    this.#state = { rev: header.rev, uid: header.uid, highest: header.rev, schema };
    await prune(context);
  }

  /** Once for all processes: whoever makes the copy says it. */
  async #reportDamaged(rev: number, used: number): Promise<void> {
    let copy: string | null;
    try {
      copy = await keepDamaged(this.#context, rev);
      if (copy === null) return;
    } catch {
      copy = null; // a folder that can't be written to; the notice is what matters
    }
    const { folder } = this.#context;
    const damage = phrase`The ${this.#schema.name} of revision ${rev} at ${folder} are damaged. Those of revision ${used} are used; a change made between the two is missing.`;
    const said = copy === null ? damage : joined([damage, phrase`The damaged one is kept as ${copy}.`], ' ');
    this.#notify({ kind: 'damaged', revision: rev, used, copy, message: english(said), said });
  }

  #lost(damaged: readonly number[], kept: readonly string[]): ShadowSyncError {
    const { folder } = this.#context;
    const what =
      damaged.length > 0
        ? phrase`all ${damaged.length} saved generations are damaged`
        : phrase`there are copies of former ones (${kept[0] ?? ''}), but no generation`;
    return new ShadowSyncError(
      'store',
      phrase`The ${this.#schema.name} at ${folder} can't be read: ${what}. Nothing there is changed.`,
      {
        symbol: 'UNREADABLE',
        remedy: phrase`Put the folder back from a backup. To go on without them, move the folder away and reload.`,
      },
    );
  }
}

/** Errors of the file system as the store's; an OvertakenError is none. */
async function mapped<R>(what: Phrase, path: string, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    throw storeError(what, path, error);
  }
}
