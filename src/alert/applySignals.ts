/** Signals onto the board: who joins an open alert, who opens a new one, who ends one. Pure. */
import { assertNever } from '../schema/assertNever.ts';
import { isOpen } from './model/alert.ts';
import type { Alert } from './model/alert.ts';
import type { Board, SeenCause } from './model/board.ts';
import { canLive, live } from './model/lifeState.ts';
import type { RaiseSignal, ResolveSignal, Signal } from './signal.ts';

/** Watchers that can't tell one cause from the next say the same every few seconds. */
const sameTriggerMs = 60_000;

const maxSamples = 20;

/** Beyond it the oldest causes are forgotten, of which nothing is open any more. */
const maxSeen = 5000;

/** Gives the board itself back when nothing in it changes. `newId` names an alert; it may be asked several times. */
export function applySignals(board: Board, signals: readonly Signal[], newId: (at: number) => string): Board {
  if (signals.length === 0) return board;
  const draft = new Draft(board, newId);
  for (const signal of signals) {
    switch (signal.kind) {
      case 'raise':
        draft.raise(signal);
        break;
      case 'resolve':
        draft.resolve(signal);
        break;
      default:
        assertNever(signal);
    }
  }
  return draft.board();
}

class Draft {
  readonly #before: Board;
  readonly #newId: (at: number) => string;
  readonly #alerts: Map<string, Alert>;
  /** By fingerprint: the id of the one that is open. */
  readonly #open = new Map<string, string>();
  readonly #seen: Map<string, SeenCause>;
  /** By fingerprint: how many causes of it were seen. */
  readonly #causes = new Map<string, number>();
  #isChanged = false;

  constructor(board: Board, newId: (at: number) => string) {
    this.#before = board;
    this.#newId = newId;
    this.#alerts = new Map(board.alerts.map((alert) => [alert.id, alert]));
    for (const alert of board.alerts) if (isOpen(alert)) this.#open.set(alert.fingerprint, alert.id);
    this.#seen = new Map(board.seen.map((cause) => [causeKey(cause), cause]));
    for (const { fingerprint } of board.seen) this.#count(fingerprint, 1);
  }

  raise(signal: RaiseSignal): void {
    const open = this.#alerts.get(this.#open.get(signal.fingerprint) ?? '');
    const isSeen = this.#seen.has(causeKey(signal));
    if (open !== undefined) this.#join(open, signal, isSeen);
    // What was closed by hand stays closed as long as the same cause goes on.
    else if (!isSeen) this.#begin(signal);
  }

  resolve({ fingerprint, at, how }: ResolveSignal): void {
    const open = this.#alerts.get(this.#open.get(fingerprint) ?? '');
    if (open !== undefined) {
      const event =
        how === 'recovered' ? ({ kind: 'recover', at } as const) : ({ kind: 'close', at, by: null } as const);
      this.#put({ ...open, life: live(open.life, event) });
      this.#open.delete(fingerprint);
    }
    if (this.#causes.has(fingerprint)) this.#forget(fingerprint);
  }

  board(): Board {
    if (!this.#isChanged) return this.#before;
    const seen = [...this.#seen.values()];
    return {
      ...this.#before,
      alerts: [...this.#alerts.values()],
      seen: seen.length > maxSeen ? this.#withoutOldest(seen) : seen,
    };
  }

  #join(open: Alert, signal: RaiseSignal, isSeen: boolean): void {
    const { at, level, message, outside, samples, evidence } = signal;
    const isTrigger = evidence === '' ? at - open.lastAt >= sameTriggerMs : !isSeen;
    if (!isTrigger && open.level === level) {
      if (open.quietMs > 0) this.#put({ ...open, quietMs: 0 });
      return;
    }
    this.#see(signal);
    this.#put({
      ...open,
      level,
      message,
      outside,
      samples: merged(open.samples, samples),
      quietMs: 0,
      lastAt: Math.max(open.lastAt, at),
      count: open.count + (isTrigger ? 1 : 0),
    });
  }

  #begin(signal: RaiseSignal): void {
    const { fingerprint, event, level, source, at, message, outside, samples } = signal;
    this.#see(signal);
    const id = this.#freeId(at);
    this.#open.set(fingerprint, id);
    this.#put({
      id,
      fingerprint,
      event,
      level,
      source,
      message,
      outside,
      samples: merged([], samples),
      firstAt: at,
      lastAt: at,
      count: 1,
      life: { kind: 'firing', since: at },
      quietMs: 0,
      shownAt: null,
      decisions: [],
    });
  }

  /** Many alerts in one second may draw the same few characters. */
  #freeId(at: number): string {
    for (;;) {
      const id = this.#newId(at);
      if (!this.#alerts.has(id)) return id;
    }
  }

  #put(alert: Alert): void {
    this.#alerts.set(alert.id, alert);
    this.#isChanged = true;
  }

  #see(cause: { readonly fingerprint: string; readonly evidence: string; readonly at: number }): void {
    const { fingerprint, evidence, at } = cause;
    const key = causeKey(cause);
    if (this.#seen.has(key)) return;
    this.#seen.set(key, { fingerprint, evidence, at });
    this.#count(fingerprint, 1);
  }

  /** The condition is over: when it is there again, that is a new alert. */
  #forget(fingerprint: string): void {
    for (const [key, cause] of this.#seen) if (cause.fingerprint === fingerprint) this.#seen.delete(key);
    this.#causes.delete(fingerprint);
    this.#isChanged = true;
  }

  #count(fingerprint: string, more: number): void {
    this.#causes.set(fingerprint, (this.#causes.get(fingerprint) ?? 0) + more);
  }

  #withoutOldest(seen: readonly SeenCause[]): readonly SeenCause[] {
    const isOver = (cause: SeenCause): boolean => !this.#open.has(cause.fingerprint);
    const over = seen.filter(isOver).sort((a, b) => a.at - b.at);
    const dropped = new Set(over.slice(0, seen.length - maxSeen));
    return seen.filter((cause) => !dropped.has(cause));
  }
}

function causeKey({
  fingerprint,
  evidence,
}: {
  readonly fingerprint: string;
  readonly evidence: string;
}): string {
  return `${fingerprint}\n${evidence}`;
}

/** A watcher may tell samples again that it told before. */
function merged(before: Alert['samples'], more: Alert['samples']): Alert['samples'] {
  const known = new Set(before.map((sample) => JSON.stringify(sample)));
  const added = more.filter((sample) => !known.has(JSON.stringify(sample)));
  return [...before, ...added].slice(-maxSamples);
}

/** OMS: Completed is what was not triggered for three hours. */
const quietAfterMs = 3 * 3_600_000;

/**
 * Time on the board: snoozes that are over, and alerts that nothing triggered. `unheard` is watched time by fingerprint that
 * was not added yet: time in which nobody looked is in it for none (oms.md §8, rule 2).
 */
export function passTime(board: Board, now: number, unheard: ReadonlyMap<string, number>): Board {
  const quiet = new Set<string>();
  const alerts = board.alerts.map((alert) => {
    const awake =
      alert.life.kind === 'snoozed' && alert.life.until <= now
        ? { ...alert, life: live(alert.life, { kind: 'wake', at: now }) }
        : alert;
    const more = isOpen(awake) ? (unheard.get(awake.fingerprint) ?? 0) : 0;
    if (more === 0) return awake;
    const quietMs = awake.quietMs + Math.round(more);
    if (quietMs < quietAfterMs || !canLive(awake.life, 'quieten')) return { ...awake, quietMs };
    quiet.add(awake.fingerprint);
    return { ...awake, quietMs, life: live(awake.life, { kind: 'quieten', at: now }) };
  });
  if (alerts.every((alert, i) => alert === board.alerts[i])) return board;
  const seen =
    quiet.size === 0 ? board.seen : board.seen.filter(({ fingerprint }) => !quiet.has(fingerprint));
  return { ...board, alerts, seen };
}
