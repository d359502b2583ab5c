import type { CancelSignal } from '../../shadow/schemaReader.ts';
import type { Lendable, LentSessions } from '../lentSessions.ts';
import type { RowSource } from './rowSource.ts';

/** Pinned connections that read. */
export type ReadingSessions = LentSessions<RowSource & Lendable, CancelSignal>;
