/** Why somebody is not to be told of an alert now: mutes, quiet hours, and what the alert's own state says. Pure. */
import type { Alert, DecisionReason } from '../model/alert.ts';
import { isAtLeast } from '../model/alertEvent.ts';
import type { Channel } from '../model/channel.ts';
import { settingsOf } from '../model/settings.ts';
import type { AlertSettings, Mute } from '../model/settings.ts';
import { isQuietAt } from './quietHours.ts';

/** Answers for one moment; made once for many questions. */
export class HoldBack {
  readonly #settings: AlertSettings;
  readonly #mutes: readonly Mute[];
  readonly #isQuiet: boolean;

  constructor(settings: AlertSettings, now: number) {
    this.#settings = settings;
    this.#mutes = settings.mutes.filter(({ until }) => until === null || until > now);
    this.#isQuiet = isQuietAt(settings.quietHours, now);
  }

  isMuted(alert: Alert): boolean {
    return this.#mutes.some(({ about }) => isMutedBy(alert, about));
  }

  isQuiet({ level }: Alert): boolean {
    return this.#isQuiet && !(level === 'HIGH' && this.#settings.quietHours?.exceptHigh === true);
  }

  /** Whether the settings send it there at all; null when they do. */
  refusal({ event, level, source }: Alert, channel: Channel): DecisionReason | null {
    const { channels } = settingsOf(this.#settings, event);
    if (channels !== null && !channels.includes(channel.id)) return 'event-not-sent';
    if (!isAtLeast(level, channel.leastLevel)) return 'level-too-low';
    // A channel that fails can't be what says so (oms.md §9, D14).
    if (source.kind === 'channel' && source.channelId === channel.id) return 'own-channel';
    return null;
  }
}

function isMutedBy({ event, source }: Alert, about: Mute['about']): boolean {
  switch (about.kind) {
    case 'event':
      return event === about.event;
    case 'task':
      return 'taskId' in source && source.taskId === about.taskId;
    case 'tag':
      return source.kind === 'task' && source.tags.includes(about.tag);
  }
}
