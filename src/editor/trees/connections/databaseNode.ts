import { ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';
import type { MarkdownString } from 'vscode';
import { withServer } from '../../../comparison/withServer.ts';
import type { OpenedServer } from '../../../comparison/openedServer.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import type { NamingRule } from '../../../shadow/namingRule.ts';
import type { ListedTable } from '../../../shadow/schemaReader.ts';
import { LazyValue } from '../../connections/lazyValue.ts';
import type { TreeTarget } from '../treeTarget.ts';
import type { ConnectionsNode, TreeParts } from './connectionsNode.ts';
import type { DatabasePlace } from './databasePlace.ts';
import { MessageNode, patienceMs, problemNodes, waitingNode } from './messageNode.ts';
import { nodeLabel } from './nodeLabel.ts';
import { nodeTooltip } from './nodeTooltip.ts';
import { tableFilter } from './tableFilter.ts';
import { TableNode } from './tableNode.ts';
import { tableRows } from './tableRows.ts';
import type { ListedDatabase } from './tableRows.ts';

/** A database: its tables are listed once, when somebody opens it, with one query. */
export class DatabaseNode implements ConnectionsNode {
  readonly parent: ConnectionsNode;
  readonly place: DatabasePlace;
  readonly name: string;
  readonly #parts: TreeParts;
  readonly #listed: LazyValue<ListedDatabase>;
  /** Another database that the list was read with, for the rule that held then. */
  #shadowDatabase: string | null = null;
  #tables: readonly TableNode[] = [];

  constructor(parent: ConnectionsNode, place: DatabasePlace, parts: TreeParts) {
    this.parent = parent;
    this.place = place;
    this.name = place.database;
    this.#parts = parts;
    this.#listed = new LazyValue(
      (signal) => this.#list(signal),
      () => parts.changed(this),
    );
  }

  get target(): TreeTarget {
    return { kind: 'database', ...this.place };
  }

  item(): TreeItem {
    const filter = this.#parts.filters.get(this.place);
    const item = new TreeItem(nodeLabel(this.name), TreeItemCollapsibleState.Collapsed);
    item.id = `database/${this.place.connectionId}/${this.name}`;
    item.contextValue = this.#contextValue(filter !== '');
    item.iconPath = new ThemeIcon(this.#listed.state.kind === 'loading' ? 'loading~spin' : 'database');
    if (filter !== '') item.description = l10n.t('filter: {0}', nodeLabel(filter));
    return item;
  }

  tooltip(): MarkdownString {
    const listed = this.#listed.value;
    if (listed === null) return nodeTooltip(this.name);
    const tables = listed.tables.filter(({ kind }) => kind === 'table').length;
    return nodeTooltip(this.name, l10n.t('{0} tables', tables));
  }

  async children(): Promise<readonly ConnectionsNode[]> {
    const state = await this.#listed.loadSoon(patienceMs);
    if (state.kind === 'loading') return [waitingNode(this, l10n.t('Reading the tables…'))];
    if (state.kind === 'failed') return problemNodes(this, state.error);
    return state.kind === 'loaded' ? this.#show(state.value) : [];
  }

  /** The node of a table, when it is among those that are shown. */
  table(name: string): TableNode | null {
    return this.#tables.find(({ row }) => row.table === name) ?? null;
  }

  /** Stops reading; the node says so. */
  cancel(): void {
    this.#listed.cancel();
  }

  /** Forgets the list; whoever opens the node reads it anew. */
  reset(): void {
    this.#listed.reset();
  }

  /** Another rule or another comparison: the same tables, seen in another way, unless shadows are elsewhere now. */
  seeAnew(): void {
    const { shadowDatabase } = this.#parts.knowledge.ruleOf(this.place);
    if (this.#listed.value !== null && shadowDatabase !== this.#shadowDatabase) this.reset();
    this.#parts.changed(this);
  }

  #contextValue(isFiltered: boolean): string {
    if (this.#listed.state.kind === 'failed') return 'database.failed';
    return isFiltered ? 'database.filtered' : 'database';
  }

  #show(listed: ListedDatabase): readonly ConnectionsNode[] {
    const { filters, knowledge } = this.#parts;
    const compared = knowledge.marksOf(this.place);
    const rows = tableRows(listed, this.#rule(), compared?.marks ?? null);
    const filter = filters.get(this.place);
    const passes = tableFilter(filter);
    const shown = rows.filter(({ table }) => passes(table));
    this.#tables = shown.map((row) => new TableNode(this, this.place, row, compared?.readAt ?? null));
    if (shown.length > 0) return this.#tables;
    const note =
      rows.length === 0 ? l10n.t('No tables') : l10n.t('None of {0} tables matches the filter', rows.length);
    return [new MessageNode(this, 'note', note)];
  }

  /** The rule as far as the list that was read goes. */
  #rule(): NamingRule {
    const rule = this.#parts.knowledge.ruleOf(this.place);
    return rule.shadowDatabase === this.#shadowDatabase
      ? rule
      : { ...rule, shadowDatabase: this.#shadowDatabase };
  }

  async #list(signal: AbortSignal): Promise<ListedDatabase> {
    const { shadowDatabase } = this.#parts.knowledge.ruleOf(this.place);
    const use = { connectionId: this.place.connectionId, signal, isRepeatable: true };
    const listed = await withServer(this.#parts.editor.services.servers, use, async (server) => ({
      database: this.name,
      tables: await server.reader.listTables(this.name, signal),
      shadowTables: shadowDatabase === null ? null : await listShadows(server, shadowDatabase, signal),
      fold: (name: string) => server.dialect.names.foldTable(name),
    }));
    this.#shadowDatabase = shadowDatabase;
    return listed;
  }
}

/** A database that is not there yet has no shadows. */
async function listShadows(
  server: OpenedServer,
  database: string,
  signal: AbortSignal,
): Promise<readonly ListedTable[]> {
  try {
    return await server.reader.listTables(database, signal);
  } catch (error) {
    if (ShadowSyncError.is(error, 'unknown-database')) return [];
    throw error;
  }
}
