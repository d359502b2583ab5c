/**
 * What VS Code has to be told when the extension starts: commands, trees, panels that come back, our file system. Each is
 * a door with nothing behind it; whoever knocks at one loads the rest of the extension, and the parts of that put
 * themselves behind the doors. So a window in which nobody uses the extension pays for the doors alone (activation ≤ 20 ms).
 */
import { Disposable, commands, l10n, window } from 'vscode';
import type { ExtensionContext, TreeView, TreeViewOptions, Uri, WebviewPanel } from 'vscode';
import { DocumentsDoor } from './documentsDoor.ts';
import { readContributions } from './readContributions.ts';

/** Arguments come from trees, CodeLenses, keybindings and other extensions: nothing is known of them. */
export type CommandHandler = (...args: readonly unknown[]) => Promise<void> | void;

/** Fills a panel that comes back after a reload, or closes it. */
export type PanelRestore = (panel: WebviewPanel, state: unknown) => void;

/** Opens what a link means; anybody can make one. */
export type LinkOpener = (uri: Uri) => void;

/** Loads the rest of the extension; called once. */
type Loading = (startup: Startup) => Promise<void>;

/** What is disposed with the extension. */
type Ending = Pick<Disposable, 'dispose'>;

export class Startup implements Ending {
  readonly documents: DocumentsDoor;
  readonly #commands = new Map<string, CommandHandler>();
  readonly #panels = new Map<string, PanelRestore>();
  readonly #trees = new Map<string, Disposable>();
  readonly #doors: readonly Ending[];
  readonly #load: Loading;
  #openLink: LinkOpener | null = null;
  #loaded: Promise<void> | null = null;

  constructor(context: ExtensionContext, load: Loading) {
    this.#load = load;
    this.documents = new DocumentsDoor(() => this.load());
    const { commandIds, viewIds, panelTypes } = readContributions(context.extension.packageJSON);
    for (const id of viewIds) this.#trees.set(id, this.#openTreeDoor(id));
    this.#doors = [
      this.documents,
      ...commandIds.map((id) => commands.registerCommand(id, (...args: unknown[]) => this.#run(id, args))),
      ...panelTypes.map((type) => this.#openPanelDoor(type)),
      window.registerUriHandler({ handleUri: (uri) => this.#followLink(uri) }),
    ];
  }

  /** Loads the rest, once; never rejects. When that failed, it says so, and the next one who needs it tries again. */
  load(): Promise<void> {
    this.#loaded ??= this.#load(this).catch((error: unknown) => {
      this.#loaded = null;
      // Our own log would be a part of what could not be loaded: left to the log of the extension host.
      queueMicrotask(() => {
        throw error;
      });
      const message = l10n.t('Shadow Sync could not be loaded. Reload the window, or install it again.');
      void window.showErrorMessage(message);
    });
    return this.#loaded;
  }

  setCommand(id: string, handler: CommandHandler): Disposable {
    return put(this.#commands, id, handler);
  }

  setPanelRestore(viewType: string, restore: PanelRestore): Disposable {
    return put(this.#panels, viewType, restore);
  }

  /** Links from outside; there is one opener. */
  setLinkOpener(open: LinkOpener): Disposable {
    this.#openLink = open;
    return new Disposable(() => {
      if (this.#openLink === open) this.#openLink = null;
    });
  }

  /** The tree of a view of package.json. */
  openTree<T>(viewId: string, options: TreeViewOptions<T>): TreeView<T> {
    // VS Code knows one provider a view: the one that stood in for it until now goes first.
    this.#trees.get(viewId)?.dispose();
    this.#trees.delete(viewId);
    return window.createTreeView(viewId, options);
  }

  dispose(): void {
    for (const door of [...this.#doors, ...this.#trees.values()]) door.dispose();
  }

  async #run(id: string, args: readonly unknown[]): Promise<void> {
    await this.load();
    await this.#commands.get(id)?.(...args);
  }

  async #followLink(uri: Uri): Promise<void> {
    await this.load();
    this.#openLink?.(uri);
  }

  /** The view shows that it waits, until the rest has been loaded and opens the real tree in its place. */
  #openTreeDoor(id: string): Disposable {
    return window.registerTreeDataProvider<never>(id, {
      getChildren: async () => {
        await this.load();
        return [];
      },
      getTreeItem: (never) => never,
    });
  }

  #openPanelDoor(viewType: string): Disposable {
    return window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        await this.load();
        const restore = this.#panels.get(viewType);
        if (restore === undefined) panel.dispose();
        else restore(panel, state);
      },
    });
  }
}

function put<V>(map: Map<string, V>, key: string, value: V): Disposable {
  map.set(key, value);
  return new Disposable(() => {
    if (map.get(key) === value) map.delete(key);
  });
}
