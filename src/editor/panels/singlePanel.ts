/** A panel that there is one of in a window: opened or brought to the front, and restored after a reload. */
import type { Disposable } from 'vscode';
import type { PanelContract } from '../../protocol/contract.ts';
import type { Editor } from '../editor.ts';
import { openPanel, registerPanelRestore } from './panelHost.ts';
import type { ContentOf, OpenPanel, PanelKind } from './panelHost.ts';

export class SinglePanel<C extends PanelContract> implements Disposable {
  readonly #editor: Editor;
  readonly #kind: PanelKind<C>;
  readonly #contentOf: ContentOf<C>;
  readonly #restoring: Disposable;
  #panel: OpenPanel<C> | null = null;

  constructor(editor: Editor, kind: PanelKind<C>, contentOf: ContentOf<C>) {
    this.#editor = editor;
    this.#kind = kind;
    this.#contentOf = contentOf;
    this.#restoring = registerPanelRestore(editor, kind, () => (this.#panel === null ? this.#content : null));
  }

  open(): void {
    if (this.#panel === null) openPanel(this.#editor, this.#kind, this.#content);
    else this.#panel.reveal();
  }

  dispose(): void {
    this.#restoring.dispose();
  }

  readonly #content: ContentOf<C> = (panel) => {
    this.#panel = panel;
    panel.onDidClose(() => {
      this.#panel = null;
    });
    return this.#contentOf(panel);
  };
}
