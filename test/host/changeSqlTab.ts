import assert from 'node:assert/strict';
import { commands, languages, window, workspace } from 'vscode';
import type { CodeLens, Diagnostic, TextDocument } from 'vscode';
import { until } from './until.ts';

/** The change SQL that is open in a tab, with the rows above its statements. */
export class ChangeSqlTab {
  readonly #whatWasAsked: () => string;

  /** `whatWasAsked` explains why it is not open. */
  constructor(whatWasAsked: () => string) {
    this.#whatWasAsked = whatWasAsked;
  }

  get document(): TextDocument {
    const isIt = ({ uri, isClosed }: TextDocument): boolean =>
      !isClosed && uri.scheme === 'shadow-sync' && uri.path.endsWith('.change.sql');
    // VS Code keeps documents for a while whose tabs are closed: the one in front comes first.
    const front = window.activeTextEditor?.document;
    const documents = [...(front === undefined ? [] : [front]), ...workspace.textDocuments];
    const found = documents.find(isIt);
    assert.ok(found !== undefined, `the change SQL is open: ${this.#whatWasAsked()}`);
    return found;
  }

  get text(): string {
    return this.document.getText();
  }

  get problems(): readonly Diagnostic[] {
    return languages.getDiagnostics(this.document.uri);
  }

  async lenses(): Promise<readonly CodeLens[]> {
    return await commands.executeCommand<CodeLens[]>(
      'vscode.executeCodeLensProvider',
      this.document.uri,
      100,
    );
  }

  /** Waits for one with these words, on this line where it is given. */
  async lensOf(title: string | RegExp, line?: number): Promise<CodeLens> {
    return await until(
      async () =>
        (await this.lenses()).find(({ command, range }) => {
          const text = command?.title ?? '';
          const isIt = typeof title === 'string' ? text === title : title.test(text);
          return isIt && (line === undefined || range.start.line === line);
        }),
      () => `a CodeLens ${String(title)} in ${this.text}`,
    );
  }

  /** Presses one of the row above the statement that holds these words, when it is there. */
  async press(title: string, statement: string): Promise<void> {
    await until(
      () => this.text.includes(statement),
      () => `${statement} in ${this.text}`,
    );
    const { command } = await this.lensOf(title, this.lineOf(statement));
    assert.ok(command !== undefined);
    await commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
  }

  /** The line of a statement that holds these words; comments don't count. */
  lineOf(words: string): number {
    const line = this.text.split('\n').findIndex((text) => text.includes(words) && !text.startsWith('--'));
    assert.notEqual(line, -1, `${words} in ${this.text}`);
    return line;
  }
}
