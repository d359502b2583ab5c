/** The OMS servers below our own tasks, and the tasks of each. */
import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';
import type { MarkdownString } from 'vscode';
import type { MigrationTask } from '../../../alert/oms/migrationServer.ts';
import { allowedActions } from '../../../alert/oms/taskActions.ts';
import { migrationTaskRow } from '../../../alert/oms/taskWords.ts';
import type { MigrationTaskRow } from '../../../alert/oms/taskWords.ts';
import type { OmsConnection } from '../../../connection/omsConnection.ts';
import { displayOmsTarget } from '../../../connection/omsConnection.ts';
import type { OmsBook } from '../../oms/omsBook.ts';
import type { OmsPlace } from '../../oms/omsPlace.ts';
import { environmentName } from '../../ui/connectionWords.ts';
import { translated } from '../../ui/translated.ts';
import { MessageNode, problemNodes } from '../connections/messageNode.ts';
import { nodeLabel } from '../connections/nodeLabel.ts';
import { nodeTooltip } from '../connections/nodeTooltip.ts';
import type { TasksNode } from './tasksNode.ts';

/** One row a server. Never throws: what is in the way of reading them is a row. */
export async function omsServerNodes(book: OmsBook): Promise<readonly TasksNode[]> {
  try {
    return (await book.servers()).map(({ connection }) => new OmsServerNode(book, connection));
  } catch (error) {
    return messagesOf(error);
  }
}

class OmsServerNode implements TasksNode {
  readonly #book: OmsBook;
  readonly #connection: OmsConnection;

  constructor(book: OmsBook, connection: OmsConnection) {
    this.#book = book;
    this.#connection = connection;
  }

  get target(): OmsPlace {
    return { kind: 'omsServer', serverId: this.#connection.id };
  }

  item(): TreeItem {
    const { id, name, host } = this.#connection;
    const item = new TreeItem(nodeLabel(name), TreeItemCollapsibleState.Collapsed);
    item.id = `oms/${id}`;
    item.contextValue = 'omsServer';
    item.description = nodeLabel(`OMS · ${host}`);
    item.iconPath = new ThemeIcon('server-environment');
    return item;
  }

  tooltip(): MarkdownString {
    const { name, environment } = this.#connection;
    return nodeTooltip(name, displayOmsTarget(this.#connection), environmentName(environment));
  }

  async children(): Promise<readonly TasksNode[]> {
    const { id } = this.#connection;
    const state = await this.#book.tasksOf(id);
    if (state.kind === 'failed') return messagesOf(state.error);
    if (state.kind !== 'loaded') return [];
    const { tasks, serverTime, isComplete } = state.value;
    const nodes = tasks.map((task) => new OmsTaskNode(id, task, serverTime));
    if (tasks.length === 0) return [noteNode(l10n.t('This server has no task'))];
    return isComplete ? nodes : [...nodes, noteNode(l10n.t('There are more tasks than can be shown'))];
  }
}

class OmsTaskNode implements TasksNode {
  readonly #serverId: string;
  readonly #task: MigrationTask;
  readonly #row: MigrationTaskRow;

  constructor(serverId: string, task: MigrationTask, serverTime: number | null) {
    this.#serverId = serverId;
    this.#task = task;
    this.#row = migrationTaskRow(task, serverTime);
  }

  get target(): OmsPlace {
    return { kind: 'omsTask', serverId: this.#serverId, taskId: this.#task.id };
  }

  item(): TreeItem {
    const { id, label } = this.#row;
    const item = new TreeItem(nodeLabel(label), TreeItemCollapsibleState.None);
    item.id = `oms/${this.#serverId}/${id}`;
    item.contextValue = ['omsTask', ...allowedActions(this.#task)].join(' ');
    item.description = nodeLabel(this.#words().join(' · '));
    const { icon, colour } = moods[this.#row.mood];
    item.iconPath = new ThemeIcon(icon, colour === null ? undefined : new ThemeColor(colour));
    item.accessibilityInformation = { label: nodeLabel([label, ...this.#words()].join(', ')) };
    return item;
  }

  tooltip(): MarkdownString {
    const { label, id, type } = this.#row;
    const { owner, sourceType, targetType } = this.#task;
    return nodeTooltip(
      label,
      this.#words().join(' · '),
      `${l10n.t('Type')}: ${translated(type)}`,
      ...(sourceType === null || targetType === null ? [] : [`${sourceType} → ${targetType}`]),
      ...(owner === null ? [] : [l10n.t('Owner: {0}', owner)]),
      `${l10n.t('ID')}: ${id}`,
    );
  }

  #words(): readonly string[] {
    const { status, step, delay } = this.#row;
    return [status, step, delay].flatMap((said) => (said === null ? [] : [translated(said)]));
  }
}

/** Shapes differ, so that no colour has to be told apart. */
const moods: Readonly<
  Record<MigrationTaskRow['mood'], { readonly icon: string; readonly colour: string | null }>
> = {
  idle: { icon: 'circle-outline', colour: null },
  running: { icon: 'play-circle', colour: null },
  late: { icon: 'warning', colour: 'list.warningForeground' },
  failed: { icon: 'error', colour: 'list.errorForeground' },
  done: { icon: 'pass', colour: 'testing.iconPassed' },
  unknown: { icon: 'question', colour: null },
};

function noteNode(text: string): TasksNode {
  return nodeOf(new MessageNode(null, 'note', text));
}

function messagesOf(error: unknown): readonly TasksNode[] {
  return problemNodes(null, error).map(nodeOf);
}

function nodeOf(node: MessageNode): TasksNode & { readonly message: string } {
  return { target: null, message: node.message, item: () => node.item(), tooltip: () => node.tooltip() };
}
