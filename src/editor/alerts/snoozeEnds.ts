/** When people begin their day, by the clock of this computer. */
const morning = 9;

export interface SnoozeEnds {
  readonly halfHour: number;
  readonly hour: number;
  readonly tomorrow: number;
}

/** The ends of the snoozes that are offered. Without `vscode`. */
export function snoozeEnds(now: number): SnoozeEnds {
  const tomorrow = new Date(now);
  tomorrow.setDate(tomorrow.getDate() + 1);
  tomorrow.setHours(morning, 0, 0, 0);
  return { halfHour: now + 30 * 60_000, hour: now + 3_600_000, tomorrow: tomorrow.getTime() };
}
