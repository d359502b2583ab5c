/** What a store holds, and how older forms of it become the one of today (reliability.md F4). */
import { phrase, type Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { Generation } from './generationFile.ts';

export interface StoreSchema<T extends object> {
  /** What it is called in messages: `connections`. */
  readonly name: Said;
  /** The content of a store that is not there yet. */
  readonly defaults: T;
  /** Checks what was read or is about to be written; throws when it is not valid. */
  readonly parse: (data: unknown) => T;
  /** Pure; the first makes version 2 of version 1, and so on. The version of today is one more than their number. */
  readonly migrations: readonly ((data: unknown) => unknown)[];
}

export function versionOf({ migrations }: StoreSchema<object>): number {
  return migrations.length + 1;
}

/**
 * Gives a generation's content in the form of today. Throws ShadowSyncError 'store' when a later version of the program
 * wrote it or when it is not valid: then nothing may be written over it (F3, F4).
 */
export function contentOf<T extends object>(
  schema: StoreSchema<T>,
  generation: Generation,
  folder: string,
): T {
  const version = versionOf(schema);
  if (generation.schema > version) {
    throw new ShadowSyncError(
      'store',
      phrase`The ${schema.name} at ${folder} were saved by a later version of this program (form ${generation.schema}, this one knows ${version}). They are left as they are.`,
      { symbol: 'NEWER_SCHEMA', remedy: phrase`Update this program, in every window.` },
    );
  }
  try {
    if (generation.schema < 1) throw new RangeError(`there is no form ${generation.schema}`);
    const steps = schema.migrations.slice(generation.schema - 1);
    return schema.parse(steps.reduce((data, migrate) => migrate(data), generation.data));
  } catch (error) {
    throw new ShadowSyncError(
      'store',
      phrase`The ${schema.name} at ${folder} can't be understood (revision ${generation.rev}). They are left as they are.`,
      {
        symbol: 'INVALID_CONTENT',
        cause: error,
        remedy: phrase`Report this with the program’s version. To go on without them, move the folder away and reload.`,
      },
    );
  }
}
