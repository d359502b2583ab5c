/** The way from a server to a plan, for the command line and the editor alike. */
import { analyse } from '../shadow/analyse.ts';
import type { AnalysisProgress } from '../shadow/analyse.ts';
import type { Analysis } from '../shadow/analysis.ts';
import type { NamingRule } from '../shadow/namingRule.ts';
import type { Pacing } from '../shadow/inSlices.ts';
import type { Range } from '../shadow/range.ts';
import type { Clock } from '../task/ports.ts';
import type { OpenedServer } from './openedServer.ts';
import { planUnder } from './planUnder.ts';
import type { Choices, Planned } from './planUnder.ts';

/** How long work gives way to others. */
export interface Pace {
  readonly clock: Pick<Clock, 'monotonic'>;
  /** Gives the event loop a turn. */
  readonly pause: () => Promise<void>;
}

export interface ReadRequest extends Choices {
  readonly database: string;
  readonly rule: NamingRule;
  readonly range: Range;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: AnalysisProgress) => void;
}

/** Reads and compares, as if nothing was skipped. Throws like `analyse`. */
export function readTables(server: OpenedServer, request: ReadRequest, pace: Pace): Promise<Analysis> {
  const { database, rule, range, options, adopt, signal, onProgress } = request;
  const { reader, dialect } = server;
  return analyse({
    database,
    rule,
    range,
    options,
    adopt,
    onProgress,
    reader,
    dialect,
    ...pacingOf(pace, signal),
  });
}

/** Reads, compares, plans. Throws like `analyse`. */
export async function readAndPlan(server: OpenedServer, request: ReadRequest, pace: Pace): Promise<Planned> {
  const read = await readTables(server, request, pace);
  return planUnder(read, request, server, pacingOf(pace, request.signal));
}

/** What the floors below want to know of the pace. */
export function pacingOf({ clock, pause }: Pace, signal: AbortSignal): Pacing {
  return { clock: () => clock.monotonic(), pause, signal };
}
