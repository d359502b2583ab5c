/** The connection forms that are open: one for each connection that is edited. */
import { l10n } from 'vscode';
import type { Disposable } from 'vscode';
import type { Connection } from '../../../connection/connection.ts';
import { connectionFormContract } from '../../../protocol/connectionForm.ts';
import type { ConnectionFormContract } from '../../../protocol/connectionForm.ts';
import type { Editor } from '../../editor.ts';
import { openPanel, registerPanelRestore } from '../panelHost.ts';
import type { ContentOf, OpenPanel, PanelKind } from '../panelHost.ts';
import { formHandlers } from './formHandlers.ts';
import { FormSession, readPurpose } from './formSession.ts';
import type { FormPurpose } from './formSession.ts';

const kind: PanelKind<ConnectionFormContract> = {
  viewType: 'shadowSync.connectionForm',
  bundle: 'connectionForm',
  icon: 'connectionForm',
  contract: connectionFormContract,
};

export class ConnectionForms implements Disposable {
  readonly #editor: Editor;
  readonly #onSaved: (connection: Connection) => void;
  readonly #edited = new Map<string, OpenPanel<ConnectionFormContract>>();
  readonly #restoring: Disposable;

  constructor(editor: Editor, onSaved: (connection: Connection) => void) {
    this.#editor = editor;
    this.#onSaved = onSaved;
    this.#restoring = registerPanelRestore(editor, kind, (kept) => {
      const purpose = readPurpose(kept);
      return purpose === null ? null : this.#contentOf(purpose);
    });
  }

  add(): void {
    openPanel(this.#editor, kind, this.#contentOf({ mode: 'add' }));
  }

  copy(id: string): void {
    openPanel(this.#editor, kind, this.#contentOf({ mode: 'copy', id }));
  }

  edit(id: string): void {
    const open = this.#edited.get(id);
    if (open !== undefined) open.reveal();
    else openPanel(this.#editor, kind, this.#contentOf({ mode: 'edit', id }));
  }

  dispose(): void {
    this.#restoring.dispose();
  }

  #contentOf(purpose: FormPurpose): ContentOf<ConnectionFormContract> {
    return (panel) => {
      if (purpose.mode === 'edit') {
        this.#edited.set(purpose.id, panel);
        panel.onDidClose(() => this.#edited.delete(purpose.id));
      }
      const session = new FormSession(this.#editor.services, purpose);
      return {
        title: titleOf(purpose),
        kept: purpose,
        handlers: formHandlers(this.#editor, panel, session, this.#onSaved),
      };
    };
  }
}

function titleOf({ mode }: FormPurpose): string {
  switch (mode) {
    case 'add':
      return l10n.t('New Connection');
    case 'edit':
      return l10n.t('Edit Connection');
    case 'copy':
      return l10n.t('Copy of a Connection');
  }
}
