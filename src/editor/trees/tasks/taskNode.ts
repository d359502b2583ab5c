/** A row of the list of tasks. */
import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';
import type { MarkdownString } from 'vscode';
import type { Task } from '../../../task/model/task.ts';
import { isAskedAboutMissed } from '../../tasks/missedStarts.ts';
import { stateIcons, stateReason } from '../../tasks/stateWords.ts';
import type { TaskTarget } from '../../tasks/taskTarget.ts';
import { exactTime, stateText, taskLabel, taskSummary, taskTypeName } from '../../tasks/taskWords.ts';
import { environmentName } from '../../ui/connectionWords.ts';
import { nodeLabel } from '../connections/nodeLabel.ts';
import { nodeTooltip } from '../connections/nodeTooltip.ts';
import { taskContext } from './taskContext.ts';
import type { TasksNode } from './tasksNode.ts';

export class TaskNode implements TasksNode {
  readonly task: Task;
  readonly #next: number | null;

  /** @param next when it runs next; null when it waits for no time */
  constructor(task: Task, next: number | null) {
    this.task = task;
    this.#next = next;
  }

  get target(): TaskTarget {
    return { kind: 'task', taskId: this.task.id };
  }

  item(now: number): TreeItem {
    const { id, state, intent } = this.task;
    const label = nodeLabel(taskLabel(this.task));
    const summary = nodeLabel(taskSummary(this.task, this.#next, now));
    const item = new TreeItem(label, TreeItemCollapsibleState.None);
    item.id = `task/${id}`;
    item.contextValue = taskContext(this.task);
    item.description = summary;
    const { icon, colour } = isAskedAboutMissed(this.task) ? questionIcon : stateIcons[state.kind];
    item.iconPath = new ThemeIcon(icon, colour === null ? undefined : new ThemeColor(colour));
    item.accessibilityInformation = { label: `${label}, ${summary}, ${nodeLabel(intent.connection.name)}` };
    item.command = {
      command: 'shadowSync.task.openDetails',
      title: l10n.t('Show Task Details'),
      arguments: [this.target],
    };
    return item;
  }

  tooltip(): MarkdownString {
    const { id, intent, creator, createdAt, state } = this.task;
    const { name, environment } = intent.connection;
    const reason = stateReason(state);
    const lines = [
      `${l10n.t('Status')}: ${stateText(this.task)}`,
      ...(reason === '' ? [] : [reason]),
      ...(this.#next === null ? [] : [l10n.t('Next run: {0}', exactTime(this.#next))]),
      `${l10n.t('Type')}: ${taskTypeName(this.task)}`,
      `${l10n.t('Connection')}: ${name} (${environmentName(environment)})`,
      `${l10n.t('Database')}: ${intent.database}`,
      l10n.t('Created by {0} at {1}', creator, exactTime(createdAt)),
      ...(intent.tags.length === 0 ? [] : [`${l10n.t('Tags')}: ${intent.tags.join(', ')}`]),
      `${l10n.t('ID')}: ${id}`,
    ];
    return nodeTooltip(taskLabel(this.task), ...lines);
  }
}

/** Somebody has to say what becomes of missed starts. */
const questionIcon = { icon: 'bell-dot', colour: 'list.warningForeground' };
