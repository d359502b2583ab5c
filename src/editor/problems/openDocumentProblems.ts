/**
 * Problems of documents that are open in a tab: who closes the tab has put the matter aside. A document's problems are
 * always replaced as a whole, so that none outlives its statement.
 */
import { Disposable, TabInputText, languages, window, workspace } from 'vscode';
import type { Diagnostic, Event, Tab, TextDocument, Uri } from 'vscode';

/** Gives a document's problems; null for one that is none of its business, or of which there is nothing to say now. */
type ProblemsIn = (document: TextDocument) => readonly Diagnostic[] | null;

export class OpenDocumentProblems implements Disposable {
  readonly #problemsIn: ProblemsIn;
  readonly #collection;
  readonly #subscriptions: Disposable;

  /** `onDidChange`: whatever the problems are made of. */
  constructor(name: string, problemsIn: ProblemsIn, onDidChange: Event<unknown>) {
    this.#problemsIn = problemsIn;
    this.#collection = languages.createDiagnosticCollection(name);
    this.#subscriptions = Disposable.from(
      this.#collection,
      workspace.onDidOpenTextDocument((document) => this.#show(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#show(document)),
      // VS Code keeps documents for a while whose tabs are closed, and gives them to tabs that are opened again.
      window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
        for (const uri of urisOf(closed)) this.#collection.delete(uri);
        for (const uri of urisOf(opened)) this.#showUri(uri);
      }),
      onDidChange(() => this.#showAll()),
    );
    this.#showAll();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #showAll(): void {
    for (const document of workspace.textDocuments) this.#show(document);
  }

  #showUri(uri: Uri): void {
    const document = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    if (document !== undefined) this.#show(document);
  }

  #show(document: TextDocument): void {
    const problems = this.#problemsIn(document);
    if (problems !== null) this.#collection.set(document.uri, problems);
    // Each change of any document comes by here: VS Code is told of nothing where nothing was.
    else if (this.#collection.has(document.uri)) this.#collection.delete(document.uri);
  }
}

function urisOf(tabs: readonly Tab[]): readonly Uri[] {
  return tabs.flatMap(({ input }) => (input instanceof TabInputText ? [input.uri] : []));
}
