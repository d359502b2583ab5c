/** How the editor answers a connection form. Secrets, URLs and files are asked for with VS Code's own surfaces. */
import { Uri, env, l10n, window } from 'vscode';
import type { Connection } from '../../../connection/connection.ts';
import { parseConnectionUrl } from '../../../connection/connectionUrl.ts';
import { resolveConnection } from '../../../connection/resolveConnection.ts';
import { withHome } from '../../../connection/localFiles.ts';
import { joined, phrase } from '../../../schema/phrase.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import type {
  ConnectionDraft,
  ConnectionFormContract,
  TestStage,
  TestStageName,
} from '../../../protocol/connectionForm.ts';
import type { Handlers } from '../../../protocol/hostEnd.ts';
import type { Editor } from '../../editor.ts';
import { askSecret } from '../../ui/askSecret.ts';
import { askUrl } from '../../ui/askUrl.ts';
import { plainText } from '../../ui/plainText.ts';
import { translated } from '../../ui/translated.ts';
import type { OpenPanel } from '../panelHost.ts';
import { ownDraft } from './connectionDraft.ts';
import type { FormSession } from './formSession.ts';
import { formStage } from './formStage.ts';

type Form = Handlers<ConnectionFormContract>;

/** @param onSaved told after the connection was saved, before the panel closes */
export function formHandlers(
  editor: Editor,
  panel: OpenPanel<ConnectionFormContract>,
  session: FormSession,
  onSaved: (connection: Connection) => void,
): Form {
  const tester = new Tester(editor, panel, session);
  panel.onDidClose(() => tester.cancel());
  return {
    ready: () => session.state(),
    save: async ({ draft }) => {
      const read = session.read(draft, translated);
      if (read.kind === 'invalid') return { saved: false, errors: read.errors };
      await session.save(read.connection);
      onSaved(read.connection);
      // After the answer: closing is the end of the panel's waiting too.
      queueMicrotask(() => panel.close());
      return { saved: true, errors: [] };
    },
    test: ({ draft }, signal) => tester.test(draft, signal),
    cancelTest: () => tester.cancel(),
    setSecret: async ({ kind }) => {
      const answer = await askSecret({ kind, of: l10n.t('this connection'), reason: null });
      if (answer !== null) session.answers.add(kind, answer);
      return { isSet: await session.has(kind) };
    },
    clearSecret: async ({ kind }) => {
      session.answers.clear(kind);
      return { isSet: await session.has(kind) };
    },
    pickFile: async () => ({ path: await pickFile(editor) }),
    pasteUrl: async ({ draft }) => {
      await pasteUrl(session, draft);
      return await session.state();
    },
    copyText: async ({ stage }) => {
      const text = tester.copyText(stage);
      if (text !== null) await env.clipboard.writeText(text);
      return {};
    },
    close: () => {
      queueMicrotask(() => panel.close());
      return {};
    },
  };
}

/** One test at a time; what it found can be copied afterwards. */
class Tester {
  readonly #editor: Editor;
  readonly #panel: OpenPanel<ConnectionFormContract>;
  readonly #session: FormSession;
  readonly #found = new Map<TestStageName, TestStage>();
  #abort: AbortController | null = null;

  constructor(editor: Editor, panel: OpenPanel<ConnectionFormContract>, session: FormSession) {
    this.#editor = editor;
    this.#panel = panel;
    this.#session = session;
  }

  async test(draft: ConnectionDraft, signal: AbortSignal): Promise<{ readonly ok: boolean }> {
    const read = this.#session.read(draft, translated);
    if (read.kind === 'invalid') {
      const [first] = read.errors;
      throw new ShadowSyncError('usage', phrase`${first?.field ?? ''}: ${first?.message ?? ''}`);
    }
    this.cancel();
    this.#found.clear();
    const abort = new AbortController();
    this.#abort = abort;
    const { files, testConnection } = this.#editor.services;
    const target = await resolveConnection(read.connection, { secrets: this.#session.answers, files });
    const result = await testConnection(target, {
      signal: AbortSignal.any([signal, abort.signal]),
      onReport: (report) => {
        const stage = formStage(report, translated);
        if (stage === null || abort.signal.aborted) return;
        this.#found.set(stage.stage, stage);
        this.#panel.emit('testStage', stage);
      },
    });
    return { ok: result.canAnalyse };
  }

  cancel(): Record<string, never> {
    this.#abort?.abort();
    this.#abort = null;
    return {};
  }

  copyText(stage: TestStageName): string | null {
    return this.#found.get(stage)?.copyText ?? null;
  }
}

async function pickFile(editor: Editor): Promise<string | null> {
  const [file] =
    (await window.showOpenDialog({
      defaultUri: Uri.file(withHome('~/.ssh', editor.services.files)),
      openLabel: l10n.t('Choose'),
    })) ?? [];
  return file?.fsPath ?? null;
}

/** Lays what the URL says over the draft; its password is kept with the other secrets that were typed. */
async function pasteUrl(session: FormSession, draft: ConnectionDraft): Promise<void> {
  const url = await askUrl(l10n.t('Paste a Connection URL'), parseConnectionUrl);
  if (url === null) return;
  const { target, dropped } = url;
  const { dialect, host, port, user, database, password, tls } = target;
  session.replace({
    ...draft,
    dialect,
    host,
    port: String(port),
    user,
    database,
    ...ownDraft(target),
    name: draft.name === '' ? `${user}@${host}` : draft.name,
    tls: { ...draft.tls, mode: tls.mode },
  });
  if (password !== '') session.answers.add('password', { secret: password, isRemembered: true });
  if (dropped.length > 0) {
    void window.showInformationMessage(
      l10n.t('Not taken from the URL: {0}.', plainText(translated(joined(dropped, ', ')))),
    );
  }
}
