/** Who must approve what. */
import { environments } from '../../connection/connection.ts';
import type { Environment } from '../../connection/connection.ts';
import { findingLevels } from '../../diff/finding.ts';
import type { FindingLevel } from '../../diff/finding.ts';
import { approvalNodes, expiryHours } from '../model/readTask.ts';
import { boolean, integer, list, nullable, oneOf, record, text } from '../model/shape.ts';
import type { Shape } from '../model/shape.ts';
import type { ApprovalNode, ExpiryHours } from '../model/task.ts';

export interface ApprovalProcess {
  readonly id: string;
  readonly name: string;
  readonly isEnabled: boolean;
  readonly conditions: ApprovalConditions;
  readonly nodes: readonly ApprovalNode[];
  readonly expiryHours: ExpiryHours;
}

/** All that are given have to hold; null is not asked. */
export interface ApprovalConditions {
  /** The connection's id. */
  readonly connection: string | null;
  readonly environment: Environment | null;
  /** A pattern for the database's name: `*`, `?`, `[abc]`. */
  readonly database: string | null;
  /** At least so many tables are changed. */
  readonly tablesFrom: number | null;
  /** A finding of at least that level. */
  readonly level: FindingLevel | null;
  readonly creator: string | null;
}

const name = text(1000, 1);

const processes: Shape<readonly ApprovalProcess[]> = list(
  record({
    id: text(64, 1),
    name: text(100, 1),
    isEnabled: boolean,
    conditions: record({
      connection: nullable(name),
      environment: nullable(oneOf(...environments)),
      database: nullable(name),
      tablesFrom: nullable(integer(0, 1_000_000)),
      level: nullable(oneOf(...findingLevels)),
      creator: nullable(name),
    }),
    nodes: approvalNodes,
    expiryHours,
  }),
  200,
);

/** In the order of their priority, first match wins. Throws ShadowSyncError 'usage'. */
export function readProcesses(value: unknown): readonly ApprovalProcess[] {
  return processes(value, 'processes');
}
