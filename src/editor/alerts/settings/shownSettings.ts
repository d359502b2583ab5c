/** The alert settings as their panel shows them. */
import { l10n } from 'vscode';
import type { ChannelRow } from '../../../alert/channelDesk.ts';
import { fieldsOf, startingTemplates, templateFields } from '../../../alert/channels/template.ts';
import type { TemplateField } from '../../../alert/channels/template.ts';
import { alertEvents } from '../../../alert/model/alertEvent.ts';
import { defaultSettings, settingsOf } from '../../../alert/model/settings.ts';
import type { AlertSettings, Mute } from '../../../alert/model/settings.ts';
import type { AlertSettingsState, ShownChannel } from '../../../protocol/alertSettings.ts';
import type { Task } from '../../../task/model/task.ts';
import { isOver } from '../../../task/state/taskState.ts';
import { exactTime, taskLabel } from '../../tasks/taskWords.ts';
import { translated } from '../../ui/translated.ts';
import { eventTitle } from '../alertWords.ts';
import { channelKindName } from '../channels/channelWords.ts';
import { placeholderMeanings } from './placeholderMeanings.ts';

/** More than anybody ticks by hand. */
const mostTasks = 200;

/** More than anybody reads in a list of suggestions. */
const mostTags = 200;

export interface SettingsFacts {
  readonly settings: AlertSettings;
  readonly channels: readonly ChannelRow[];
  readonly tasks: readonly Task[];
  readonly silent: number;
  readonly now: number;
}

export function shownSettings({ settings, channels, tasks, silent, now }: SettingsFacts): AlertSettingsState {
  const { thresholds, oms, quietHours, drift } = settings;
  return {
    values: {
      events: alertEvents.map((event) => settingsOf(settings, event)),
      thresholds,
      oms,
      quietHours,
      drift,
    },
    defaults: { thresholds: defaultSettings.thresholds, oms: defaultSettings.oms },
    titles: Object.fromEntries(alertEvents.map((event) => [event, eventTitle(event)])),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    tasks: watchable(tasks, drift.tasks),
    channels: channels.map(shownChannel),
    templateFields: {
      titleTemplate: shownField('titleTemplate'),
      template: shownField('template'),
      bodyTemplate: shownField('bodyTemplate'),
    },
    tags: [...new Set(tasks.flatMap(({ intent }) => intent.tags))].sort().slice(0, mostTags),
    mutes: settings.mutes
      .filter(({ until }) => until === null || until > now)
      .map((mute) => ({
        id: mute.id,
        about: aboutText(mute),
        until:
          mute.until === null ? l10n.t('until it is taken back') : l10n.t('until {0}', exactTime(mute.until)),
      })),
    silent,
  };
}

function shownField(field: TemplateField): AlertSettingsState['templateFields'][TemplateField] {
  const meanings = placeholderMeanings();
  return {
    start: startingTemplates[field],
    placeholders: templateFields[field].names.map((name) => ({ name, meaning: meanings[name] })),
  };
}

/** What is watched stays in the list, whatever has become of it. */
function watchable(tasks: readonly Task[], watched: readonly string[]): AlertSettingsState['tasks'] {
  return tasks
    .filter(({ id, state }) => watched.includes(id) || (state.kind !== 'draft' && !isGone(state)))
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .slice(0, mostTasks)
    .map((task) => ({ id: task.id, title: taskLabel(task) }));
}

/** Tasks that have succeeded are over too, and theirs are the tables that can drift. */
function isGone(state: Task['state']): boolean {
  return isOver(state) && state.kind !== 'succeeded';
}

function shownChannel({ channel, disabledBy, waiting, failed, lastSentAt }: ChannelRow): ShownChannel {
  const facts = [
    ...(lastSentAt === null ? [] : [l10n.t('last sent {0}', exactTime(lastSentAt))]),
    ...(waiting === 0 ? [] : [l10n.t('{0} waiting', waiting)]),
    ...(failed === 0 ? [] : [l10n.t('{0} failed', failed)]),
  ];
  const { titleTemplate, template, bodyTemplate } = channel;
  return {
    id: channel.id,
    name: channel.name,
    kind: channelKindName(channel.kind),
    host: channel.host,
    isEnabled: channel.isEnabled && disabledBy === null,
    problem: disabledBy === null ? null : translated(disabledBy),
    facts: facts.join(' · '),
    templates: { titleTemplate, template, bodyTemplate },
    fields: fieldsOf(channel),
  };
}

function aboutText({ about }: Mute): string {
  switch (about.kind) {
    case 'task':
      return l10n.t('Task {0}', about.taskId);
    case 'event':
      return eventTitle(about.event);
    case 'tag':
      return l10n.t('Tag {0}', about.tag);
  }
}
