/** The read-only documents of comparisons: real editor tabs, so that search, copy, outline and diff are the editor's own. */
import {
  Disposable,
  EventEmitter,
  FileChangeType,
  FilePermission,
  FileSystemError,
  FileType,
  workspace,
} from 'vscode';
import type { Event, FileChangeEvent, FileStat, TextDocument, Uri } from 'vscode';
import type { Compared } from '../../comparison/comparisonState.ts';
import type { OpenComparison, OpenComparisons } from '../comparisons/openComparisons.ts';
import { changeDocument, madeChangeDocument } from './changeDocument.ts';
import type { ChangeDocument } from './changeDocument.ts';
import { findingCode, readAddress } from './documentAddress.ts';
import type { DocumentAddress } from './documentAddress.ts';
import { closedText, documentText } from './documentText.ts';
import type { DocumentSource } from '../startup/documentsDoor.ts';
import type { Pacing } from '../../shadow/inSlices.ts';
import { translated } from '../ui/translated.ts';

/** A document of ours that is open, with its comparison. */
export interface DocumentPlace extends DocumentAddress {
  readonly open: OpenComparison;
}

export interface ChangeSqlPlace extends DocumentPlace {
  readonly change: ChangeDocument;
  readonly shown: Compared;
}

export class ComparisonDocuments implements DocumentSource, Disposable {
  readonly #comparisons: OpenComparisons;
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly #holds = new Map<string, () => void>();
  /** What was last said to have changed, by comparison: its documents are not made again without need. */
  readonly #versions = new Map<string, string>();
  /** When the documents of a comparison changed last; what was never read has the time of the window's start. */
  readonly #times = new Map<string, number>();
  readonly #startedAt: number;
  readonly #pacing: Pacing;
  readonly #placed = new EventEmitter<void>();
  readonly #subscriptions: Disposable;

  readonly onDidChangeFile: Event<FileChangeEvent[]> = this.#changed.event;
  /** Told when it is known where everything stands in a change SQL. */
  readonly onDidPlace: Event<void> = this.#placed.event;

  constructor(comparisons: OpenComparisons, now: number, pacing: Pacing) {
    this.#comparisons = comparisons;
    this.#pacing = pacing;
    this.#startedAt = now;
    this.#subscriptions = Disposable.from(
      this.#changed,
      this.#placed,
      workspace.onDidOpenTextDocument((document) => this.#hold(document)),
      workspace.onDidCloseTextDocument((document) => this.#release(document)),
      comparisons.onDidChange((open) => this.#update(open)),
    );
    for (const document of workspace.textDocuments) this.#hold(document);
  }

  /** Says nothing about the length: to know it would be to compare, and VS Code asks about tabs that nobody looks at. */
  stat(uri: Uri): FileStat {
    const address = readAddress(uri);
    if (address === null && findingCode(uri) === null) throw FileSystemError.FileNotFound(uri);
    const mtime = this.#times.get(address?.comparison ?? '') ?? this.#startedAt;
    return {
      type: FileType.File,
      permissions: FilePermission.Readonly,
      ctime: this.#startedAt,
      mtime,
      size: 0,
    };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return new TextEncoder().encode(await this.#textOf(uri));
  }

  /** Which document of which open comparison this is; null for other documents. */
  placeOf(uri: Uri): DocumentPlace | null {
    const address = readAddress(uri);
    const open =
      address === null ? undefined : this.#comparisons.all().find(({ id }) => id === address.comparison);
    return address === null || open === undefined ? null : { ...address, open };
  }

  /** The change SQL that stands in a document, when the document shows it as it is now and its places are known. */
  changeSqlIn(document: TextDocument): ChangeSqlPlace | null {
    const place = this.placeOf(document.uri);
    const shown = place?.open.shown;
    if (place?.content.kind !== 'change' || shown == null) return null;
    const change = madeChangeDocument(shown);
    if (change === null) {
      this.#place(shown);
      return null;
    }
    // VS Code asks between a change and its text: places of another text would be wrong.
    return document.lineCount === change.lineCount ? { ...place, change, shown } : null;
  }

  dispose(): void {
    for (const release of this.#holds.values()) release();
    this.#holds.clear();
    this.#subscriptions.dispose();
  }

  /** VS Code does not read a file again whose text stays as it is, so places are made for whoever asks for them. */
  #place(shown: Compared): void {
    changeDocument(shown, this.#pacing, translated).then(
      () => this.#placed.fire(),
      // It is made of what is in memory; whoever reads the document is told what is wrong with that.
      () => undefined,
    );
  }

  #hold({ uri }: TextDocument): void {
    const address = readAddress(uri);
    const open = address === null ? null : this.#comparisons.find(address.comparison);
    const key = uri.toString();
    if (open === null || this.#holds.has(key)) return;
    this.#holds.set(key, this.#comparisons.hold(open));
  }

  #release({ uri }: TextDocument): void {
    const key = uri.toString();
    this.#holds.get(key)?.();
    this.#holds.delete(key);
  }

  async #textOf(uri: Uri): Promise<string> {
    const code = findingCode(uri);
    if (code !== null) {
      // Only those who look one up need the explanations of all findings.
      const { findingExplanation } = await import('./findingExplanation.ts');
      return findingExplanation(code, translated);
    }
    const address = readAddress(uri);
    if (address === null) throw FileSystemError.FileNotFound(uri);
    const open = this.#comparisons.find(address.comparison);
    if (open === null) return closedText(translated);
    const source = { state: open.comparison.state, shown: open.shown };
    return await documentText(source, address.content, this.#pacing, translated);
  }

  #update({ id, comparison, shown }: OpenComparison): void {
    const { kind } = comparison.state;
    const version = shown === null ? kind : String(shown.revision);
    if (this.#versions.get(id) === version) return;
    this.#versions.set(id, version);
    // VS Code reads a file again when its time is another one.
    this.#times.set(id, (this.#times.get(id) ?? this.#startedAt) + 1);
    const documents = workspace.textDocuments.filter(({ uri }) => readAddress(uri)?.comparison === id);
    this.#changed.fire(documents.map(({ uri }) => ({ type: FileChangeType.Changed, uri })));
  }
}
