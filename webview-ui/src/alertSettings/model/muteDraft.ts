import type { AlertSettingsState, MutedThing, MutedUntil } from '../../../../src/protocol/alertSettings.ts';

export const muteKinds = ['event', 'tag', 'task'] as const;
export const muteEnds = ['day', 'week', 'at', 'forever'] as const;

export type MuteKind = (typeof muteKinds)[number];
export type MuteEnd = (typeof muteEnds)[number];
type MuteEvent = Extract<MutedThing, { readonly kind: 'event' }>['event'];

/** A mute as it is being put together. */
export interface MuteDraft {
  readonly kind: MuteKind;
  readonly event: MuteEvent;
  readonly tag: string;
  /** Null: the first one. */
  readonly task: string | null;
  readonly end: MuteEnd;
  /** Of the day and the clock of this computer, as the browser's field has it: `2026-11-21T09:00`. */
  readonly at: string;
}

export const firstMute: MuteDraft = {
  kind: 'event',
  event: 'oms_sync_delay',
  tag: '',
  task: null,
  end: 'day',
  at: '',
};

/** Null where nothing is named yet. */
export function thingOf(
  { kind, event, tag, task }: MuteDraft,
  { tasks }: Pick<AlertSettingsState, 'tasks'>,
): MutedThing | null {
  switch (kind) {
    case 'event':
      return { kind, event };
    case 'tag': {
      const named = tag.trim();
      return named === '' || named.length > 40 ? null : { kind, tag: named };
    }
    case 'task': {
      const taskId = tasks.some(({ id }) => id === task) ? task : (tasks[0]?.id ?? null);
      return taskId === null ? null : { kind, taskId };
    }
  }
}

/** Null where it is no time to come. */
export function untilOf({ end, at }: MuteDraft, now: number): MutedUntil | null {
  switch (end) {
    case 'day':
      return { kind: 'days', days: 1 };
    case 'week':
      return { kind: 'days', days: 7 };
    case 'forever':
      return { kind: 'forever' };
    case 'at': {
      const time = Date.parse(at);
      return Number.isNaN(time) || time <= now ? null : { kind: 'at', at: time };
    }
  }
}
