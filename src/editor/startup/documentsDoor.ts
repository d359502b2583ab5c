/** The scheme of our documents, known to VS Code from the start; the texts are made by what is loaded when one is opened. */
import { Disposable, EventEmitter, FileSystemError, workspace } from 'vscode';
import type { Event, FileChangeEvent, FileStat, FileSystemProvider, FileType, Uri } from 'vscode';
import { documentScheme } from '../documents/documentAddress.ts';

/** What makes the documents. */
export interface DocumentSource {
  readonly onDidChangeFile: Event<FileChangeEvent[]>;
  stat(uri: Uri): FileStat;
  readFile(uri: Uri): Promise<Uint8Array>;
}

interface Entry {
  readonly source: DocumentSource;
  readonly owns: (uri: Uri) => boolean;
}

/**
 * A file system, because VS Code brings tabs of files back after a reload and no others; nothing can be written to it, and
 * every text is made when it is read.
 */
export class DocumentsDoor implements FileSystemProvider, Disposable {
  readonly #load: () => Promise<void>;
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly #registration: Disposable;
  /** Those that were put there last are asked first. */
  readonly #sources: Entry[] = [];

  readonly onDidChangeFile: Event<FileChangeEvent[]> = this.#changed.event;

  constructor(load: () => Promise<void>) {
    this.#load = load;
    this.#registration = workspace.registerFileSystemProvider(documentScheme, this, {
      isReadonly: true,
      isCaseSensitive: true,
    });
  }

  /** Puts what makes the documents behind the scheme; `owns`: those that are its own. */
  setSource(source: DocumentSource, owns: (uri: Uri) => boolean = () => true): Disposable {
    const entry = { source, owns };
    this.#sources.unshift(entry);
    const listening = source.onDidChangeFile((events) => this.#changed.fire(events));
    return new Disposable(() => {
      listening.dispose();
      this.#sources.splice(this.#sources.indexOf(entry), 1);
    });
  }

  async stat(uri: Uri): Promise<FileStat> {
    return (await this.#sourceFor(uri)).stat(uri);
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return await (await this.#sourceFor(uri)).readFile(uri);
  }

  /** Changes are told for all documents that are open, watched or not. */
  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }

  async #sourceFor(uri: Uri): Promise<DocumentSource> {
    await this.#load();
    const entry = this.#sources.find(({ owns }) => owns(uri));
    if (entry === undefined) throw FileSystemError.Unavailable(uri);
    return entry.source;
  }
}
