import { randomUUID } from 'node:crypto';
import { link, rename } from 'node:fs/promises';
import type { Clock } from '../../task/ports.ts';
import { systemClock } from '../systemClock.ts';
import type { StoreFailPoint } from './storeFailPoint.ts';

/** How a store is kept. What is left out is as reliability.md §6 has it; tests leave out little. */
export interface GenerationOptions {
  readonly clock?: Clock;
  /** So many of the newest generations stay, and all that are younger than this (F2: 5, 10 minutes). */
  readonly keepGenerations?: number;
  readonly keepMs?: number;
  readonly failPoint?: StoreFailPoint;
  readonly newUid?: () => string;
  /** The file system's own calls, which some file systems refuse. */
  readonly link?: (from: string, to: string) => Promise<void>;
  readonly rename?: (from: string, to: string) => Promise<void>;
}

/** What every step of reading and writing one folder needs. */
export interface GenerationContext extends Required<GenerationOptions> {
  readonly folder: string;
  /** What was learned about the folder's file system: it has no hard links. */
  readonly learned: { hasNoLinks: boolean };
}

const minute = 60_000;

export function generationContext(folder: string, options: GenerationOptions): GenerationContext {
  return {
    folder,
    clock: systemClock,
    keepGenerations: 5,
    keepMs: 10 * minute,
    failPoint: () => Promise.resolve(),
    newUid: randomUUID,
    link,
    rename,
    learned: { hasNoLinks: false },
    ...options,
  };
}
