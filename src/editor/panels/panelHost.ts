/** Opens panels and restores them after a reload: one way for all of them, so that none is looser than the others (U6, U7). */
import { randomBytes } from 'node:crypto';
import { Uri, ViewColumn, env, l10n, window } from 'vscode';
import type { Disposable, Webview, WebviewPanel } from 'vscode';
import type { EventBody, EventName, PanelContract } from '../../protocol/contract.ts';
import { openHostEnd } from '../../protocol/hostEnd.ts';
import type { Handlers } from '../../protocol/hostEnd.ts';
import { panelPage } from '../../protocol/panelPage.ts';
import type { Port } from '../../protocol/channel.ts';
import type { Editor } from '../editor.ts';
import { describeError } from '../ui/showError.ts';
import { keepingScript, keptIn } from './keptState.ts';

/** What all panels of one kind have in common. */
export interface PanelKind<C extends PanelContract> {
  /** As `onWebviewPanel:` in package.json has it. */
  readonly viewType: `shadowSync.${string}`;
  /** Name of the bundle in dist/webview, without ending. */
  readonly bundle: string;
  /** Name of the icon in media/, without `-light.svg` and `-dark.svg`. */
  readonly icon: string;
  readonly contract: C;
}

/** One panel's own part. */
export interface PanelContent<C extends PanelContract> {
  readonly title: string;
  /** Plain data that `restore` gets back after a reload: an id, a request, never a secret. */
  readonly kept: unknown;
  readonly handlers: Handlers<C>;
}

export interface OpenPanel<C extends PanelContract> {
  readonly isActive: boolean;
  emit<N extends EventName<C>>(name: N, body: EventBody<C, N>): void;
  setTitle(title: string): void;
  reveal(): void;
  close(): void;
  /** Told once, when the panel was closed by whomever. */
  onDidClose(listener: () => void): void;
}

/**
 * Makes the content of a panel: handlers and panel need each other, so the panel is handed over first. It hears nothing
 * before the content is there.
 */
export type ContentOf<C extends PanelContract> = (panel: OpenPanel<C>) => PanelContent<C>;

/** Opens a new panel in the active column. */
export function openPanel<C extends PanelContract>(
  editor: Editor,
  kind: PanelKind<C>,
  content: ContentOf<C>,
): OpenPanel<C> {
  const panel = window.createWebviewPanel(kind.viewType, '', ViewColumn.Active);
  return furnish(editor, kind, panel, content);
}

/**
 * Lets panels of this kind come back after a reload of the window. `restore` gets what was kept, which it must check like
 * any foreign value; null closes the panel.
 */
export function registerPanelRestore<C extends PanelContract>(
  editor: Editor,
  kind: PanelKind<C>,
  restore: (kept: unknown) => ContentOf<C> | null,
): Disposable {
  return editor.startup.setPanelRestore(kind.viewType, (panel, state) => {
    const content = restore(keptIn(state));
    if (content === null) panel.dispose();
    else furnish(editor, kind, panel, content);
  });
}

function furnish<C extends PanelContract>(
  editor: Editor,
  kind: PanelKind<C>,
  panel: WebviewPanel,
  contentOf: ContentOf<C>,
): OpenPanel<C> {
  const { extensionUri } = editor.context;
  const files = Uri.joinPath(extensionUri, 'dist', 'webview');
  const media = Uri.joinPath(extensionUri, 'media');
  panel.webview.options = { enableScripts: true, localResourceRoots: [files, media] };
  panel.iconPath = {
    light: Uri.joinPath(media, `${kind.icon}-light.svg`),
    dark: Uri.joinPath(media, `${kind.icon}-dark.svg`),
  };
  const closed: (() => void)[] = [];
  let emit: OpenPanel<C>['emit'] = () => undefined;
  const opened: OpenPanel<C> = {
    get isActive() {
      return panel.active;
    },
    emit: (name, body) => emit(name, body),
    setTitle: (title) => (panel.title = title),
    reveal: () => panel.reveal(),
    close: () => {
      panel.dispose();
    },
    onDidClose: (listener) => void closed.push(listener),
  };
  const { title, kept, handlers } = contentOf(opened);
  panel.title = title;
  const end = openHostEnd({
    contract: kind.contract,
    port: portOf(panel.webview),
    handlers,
    describeError: (error) => describeError(editor.log, error),
    onRefused: (reason) => editor.log.warn(`${kind.viewType}: ${reason}`),
  });
  emit = (name, body) => end.emit(name, body);
  panel.onDidDispose(() => {
    end.close();
    for (const listener of closed) listener();
  });
  const nonce = randomBytes(18).toString('base64url');
  const fileUri = (name: string): string => panel.webview.asWebviewUri(Uri.joinPath(files, name)).toString();
  panel.webview.html = panelPage(
    {
      title,
      nonce,
      language: env.language,
      script: fileUri(`${kind.bundle}.js`),
      style: fileUri('page.css'),
      source: panel.webview.cspSource,
      texts: l10n.bundle ?? {},
    },
    keepingScript(kept, nonce),
  );
  return opened;
}

function portOf(webview: Webview): Port {
  return {
    // False when the panel is hidden: it asks for everything again when it is shown.
    post: (message) => void webview.postMessage(message),
    receive: (listener) => {
      const heard = webview.onDidReceiveMessage(listener);
      return () => {
        heard.dispose();
      };
    },
  };
}
