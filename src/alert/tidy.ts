/** What leaves the board, and what leaves the archive: bounded, and never younger than the longest range of the list. Pure. */
import { isOpen } from './model/alert.ts';
import type { Alert } from './model/alert.ts';
import type { Board, KeptAlert } from './model/board.ts';
import { isFinished } from './model/delivery.ts';
import { ToldIndex } from './notify/toldIndex.ts';

const hourMs = 3_600_000;

/** A resolved alert stays where all look for so long. */
const restMs = hourMs;

/** Longest wait of what is still to be said of a resolved one, in quiet hours for example. */
const longestRestMs = 24 * hourMs;

/** A delivery that is done is kept for so long, though a later one says the same. */
const supersededMs = 24 * hourMs;

const maxSeenMs = 30 * 24 * hourMs;

/** So many go to the archive at a time: one write of it stays short. */
const maxInGo = 250;

/** Alerts that are over and of which nothing more is to be sent, with what was sent. */
export function archivable(board: Board, now: number): readonly KeptAlert[] {
  const over = overIn(board, now).slice(0, maxInGo);
  if (over.length === 0) return [];
  const ids = new Set(over.map(({ id }) => id));
  const byAlert = new Map<string, KeptAlert['deliveries'][number][]>();
  for (const delivery of board.deliveries) {
    for (const id of delivery.alerts) {
      if (ids.has(id)) byAlert.set(id, [...(byAlert.get(id) ?? []), delivery]);
    }
  }
  return over.map((alert) => ({ alert, deliveries: byAlert.get(alert.id) ?? [] }));
}

function overIn(board: Board, now: number): readonly Alert[] {
  const rested = board.alerts.filter((alert) => isRested(alert, now));
  if (rested.length === 0) return [];
  const unfinished = new Set(
    board.deliveries.filter((one) => !isFinished(one)).flatMap(({ alerts }) => alerts),
  );
  return rested.filter(({ id }) => !unfinished.has(id));
}

function isRested({ life, decisions }: Alert, now: number): boolean {
  if (life.kind !== 'resolved') return false;
  const isHeld = decisions.some(({ why }) => why === 'quiet-hours');
  return now - life.at >= (isHeld ? longestRestMs : restMs);
}

/** Without alerts that are in the archive now; one of which somebody has sent something again meanwhile stays. */
export function withoutArchived(board: Board, archived: ReadonlySet<string>, now: number): Board {
  if (archived.size === 0) return board;
  const over = new Set(overIn(board, now).map(({ id }) => id));
  const alerts = board.alerts.filter(({ id }) => !(archived.has(id) && over.has(id)));
  const ids = new Set(alerts.map(({ id }) => id));
  const deliveries = board.deliveries.filter((delivery) => delivery.alerts.some((id) => ids.has(id)));
  return { ...board, alerts, deliveries };
}

/** Drops what only grows: deliveries that later ones made up for, and causes of long ago. */
export function tidied(board: Board, now: number): Board {
  const told = new ToldIndex(board.deliveries);
  const deliveries = board.deliveries.filter(
    (one) =>
      !isFinished(one) ||
      now - one.createdAt < supersededMs ||
      one.alerts.some((alert) => told.get(one.channel, alert)?.newest === one),
  );
  const open = new Set(board.alerts.filter(isOpen).map(({ fingerprint }) => fingerprint));
  const seen = board.seen.filter((cause) => now - cause.at < maxSeenMs || open.has(cause.fingerprint));
  const isSame = deliveries.length === board.deliveries.length && seen.length === board.seen.length;
  return isSame ? board : { ...board, deliveries, seen };
}
