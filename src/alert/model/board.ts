/** Everything that is still going on, in one piece, so that one write changes it from one whole state to the next. */
import type { Said } from '../../schema/phrase.ts';
import type { Alert } from './alert.ts';
import type { Delivery } from './delivery.ts';

/** What a channel has sent lately, and whether it was switched off by what it answered. */
export interface ChannelState {
  readonly channel: string;
  /** Attempts within the last minute. */
  readonly sentAt: readonly number[];
  readonly disabled: { readonly at: number; readonly why: Said } | null;
}

/** What the drift watch found at a task's tables last. */
export interface DriftRecord {
  readonly task: string;
  readonly checkedAt: number;
  /** Shadow tables that differ now, the first ones. */
  readonly tables: readonly string[];
  readonly count: number;
  /** Why the last look came to nothing; what was found before stays then. */
  readonly error: Said | null;
  /** The run after which nothing is to differ. */
  readonly run: string;
}

/** A cause that has had its alert: as long as it goes on, closing that alert opens no new one. */
export interface SeenCause {
  readonly fingerprint: string;
  readonly evidence: string;
  readonly at: number;
}

export interface Board {
  readonly alerts: readonly Alert[];
  readonly deliveries: readonly Delivery[];
  readonly channels: readonly ChannelState[];
  readonly drift: readonly DriftRecord[];
  readonly seen: readonly SeenCause[];
  /** When alerts were looked for first: what failed before that is history. */
  readonly since: number | null;
}

export const emptyBoard: Board = {
  alerts: [],
  deliveries: [],
  channels: [],
  drift: [],
  seen: [],
  since: null,
};

/** An alert of the past with all that was sent of it. */
export interface KeptAlert {
  readonly alert: Alert;
  readonly deliveries: readonly Delivery[];
}
