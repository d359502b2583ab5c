/** What a rule found out about one task: whether one thing is the case now. */
import type { Said } from '../../schema/phrase.ts';
import type { RunRecord, Task } from '../../task/model/task.ts';
import type { AlertSample } from '../model/alert.ts';
import type { AlertEvent } from '../model/alertEvent.ts';
import type { DriftRecord } from '../model/board.ts';
import type { Thresholds } from '../model/settings.ts';

/** What rules look at; all of it is kept, so that nothing is lost when nobody was there as it happened. */
export interface TaskFacts {
  readonly task: Task;
  /** Of its newest start, also one that was missed; null when there was none. */
  readonly lastRecord: RunRecord | null;
  readonly drift: DriftRecord | null;
  readonly thresholds: Thresholds;
  readonly now: number;
  /** What failed before alerts were looked for is history. */
  readonly since: number;
}

export interface Condition {
  /** Names the cause; as long as it is the same, it triggers once. */
  readonly evidence: string;
  readonly message: Said;
  /** Without anything that a server or a row said. */
  readonly outside: Said;
  readonly samples: readonly AlertSample[];
}

export interface Rule {
  readonly event: AlertEvent;
  /** Tells rules of one event apart: what one of them raises, the other does not end. */
  readonly aspect: string;
  /** Null when it is not the case. */
  readonly holds: (facts: TaskFacts) => Condition | null;
}
