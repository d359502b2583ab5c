/** What a command is given, and what it has prepared when it comes to show or to run. */
import type { ConnectionTarget, OpenedServer } from '../compose.ts';
import type { Analysis, Plan } from '../shadow/analysis.ts';
import type { WorkCommand } from './arguments.ts';
import type { Console } from './console.ts';
import type { Report } from '../comparison/report.ts';

export interface WorkRequest {
  readonly command: WorkCommand;
  readonly target: ConnectionTarget;
  readonly database: string;
  readonly console: Console;
  readonly signal: AbortSignal;
  readonly journalFolder: string;
}

export interface Prepared {
  readonly server: OpenedServer;
  readonly analysis: Analysis;
  readonly plan: Plan;
  readonly report: Report;
}
