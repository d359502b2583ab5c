import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';
import type { MarkdownString } from 'vscode';
import type { Connection } from '../../../connection/connection.ts';
import type { StoredConnection } from '../../../connection/connectionStore.ts';
import { displayTarget } from '../../../connection/connectionTarget.ts';
import { withServer } from '../../../comparison/withServer.ts';
import { LazyValue } from '../../connections/lazyValue.ts';
import { environmentName, tlsName } from '../../ui/connectionWords.ts';
import type { TreeTarget } from '../treeTarget.ts';
import { connectionMarks } from './connectionMarks.ts';
import type { ConnectionMark } from './connectionMarks.ts';
import type { ConnectionsNode, TreeParts } from './connectionsNode.ts';
import { DatabaseNode } from './databaseNode.ts';
import { MessageNode, patienceMs, problemNodes, waitingNode } from './messageNode.ts';
import { nodeLabel } from './nodeLabel.ts';
import { nodeTooltip } from './nodeTooltip.ts';
import { connectionUri } from './treeDecorations.ts';

interface ServerSight {
  readonly dialect: string;
  readonly version: string;
  readonly databases: readonly string[];
}

/** A connection: connected when somebody opens it, and then what the server shows. */
export class ConnectionNode implements ConnectionsNode {
  /** Its group. */
  parent: ConnectionsNode | null = null;
  stored: StoredConnection;
  readonly #parts: TreeParts;
  readonly #sight: LazyValue<ServerSight>;
  /** VS Code keeps open what has the same id; a node that was closed gets another one. */
  #openings = 0;
  #databases: ReadonlyMap<string, DatabaseNode> = new Map();

  constructor(stored: StoredConnection, parts: TreeParts) {
    this.stored = stored;
    this.#parts = parts;
    this.#sight = new LazyValue(
      (signal) => this.#look(signal),
      () => parts.changed(this),
    );
  }

  get connection(): Connection {
    return this.stored.connection;
  }

  get target(): TreeTarget {
    return { kind: 'connection', connectionId: this.connection.id };
  }

  item(): TreeItem {
    const { id, name } = this.connection;
    const marks = connectionMarks(this.connection);
    const item = new TreeItem(nodeLabel(name), TreeItemCollapsibleState.Collapsed);
    item.id = `connection/${id}/${this.#openings}`;
    item.contextValue = `connection.${this.#sight.state.kind}`;
    // Marks first: the end is what a narrow side bar cuts off.
    item.description = [...marks.map(markText), nodeLabel(displayTarget(this.connection))].join(' · ');
    item.iconPath = this.#icon();
    item.resourceUri = connectionUri(id, marks);
    return item;
  }

  tooltip(): MarkdownString {
    const { name, ssh, environment, tls } = this.connection;
    const sight = this.#sight.value;
    const lines: [string, string][] = [
      [l10n.t('Account'), displayTarget(this.connection)],
      [l10n.t('Server'), sight === null ? this.connection.dialect : `${sight.dialect} ${sight.version}`],
      [l10n.t('Encryption'), tlsName(tls.mode)],
      ...(ssh === null ? [] : [[l10n.t('SSH tunnel'), displayTarget(ssh)] as [string, string]]),
      [l10n.t('Environment'), environmentName(environment)],
    ];
    return nodeTooltip(name, ...lines.map(([what, value]) => `${what}: ${value}`));
  }

  async children(): Promise<readonly ConnectionsNode[]> {
    const state = await this.#sight.loadSoon(patienceMs);
    if (state.kind === 'loading') return [waitingNode(this, l10n.t('Connecting…'))];
    if (state.kind === 'failed')
      return problemNodes(this, state.error, { place: displayTarget(this.connection) });
    const databases = [...this.#databases.values()];
    return databases.length > 0 ? databases : [this.#nothing()];
  }

  /** The node of a database, when the server has been looked at and it is there. */
  database(name: string): DatabaseNode | null {
    return this.#databases.get(name) ?? null;
  }

  /** Stops connecting; the node says so. */
  cancel(): void {
    this.#sight.cancel();
  }

  /** Forgets what the server showed. Whoever opens the node sees it anew. */
  reset(): void {
    for (const database of this.#databases.values()) database.reset();
    this.#sight.reset();
  }

  /** As `reset`, and the node is closed: an open one would connect again at once. */
  close(): void {
    this.#openings += 1;
    this.reset();
  }

  async #look(signal: AbortSignal): Promise<ServerSight> {
    const use = { connectionId: this.connection.id, signal, isRepeatable: true };
    const sight = await withServer(this.#parts.editor.services.servers, use, async (server) => ({
      dialect: server.dialect.name,
      version: server.serverVersion,
      databases: await server.listDatabases(signal),
    }));
    // Nodes that are still there are kept, with what was read of them.
    this.#databases = new Map(
      sight.databases.map((name) => [
        name,
        this.#databases.get(name) ??
          new DatabaseNode(this, { connectionId: this.connection.id, database: name }, this.#parts),
      ]),
    );
    return sight;
  }

  #nothing(): MessageNode {
    return new MessageNode(this, 'note', l10n.t('This account sees no database.'));
  }

  #icon(): ThemeIcon {
    switch (this.#sight.state.kind) {
      case 'idle':
        return new ThemeIcon('debug-disconnect');
      case 'loading':
        return new ThemeIcon('loading~spin');
      case 'loaded':
        return new ThemeIcon('server', new ThemeColor('testing.iconPassed'));
      case 'failed':
        return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
    }
  }
}

function markText(mark: ConnectionMark): string {
  switch (mark) {
    case 'production':
      return l10n.t('production');
    case 'not-encrypted':
      return l10n.t('not encrypted');
  }
}
