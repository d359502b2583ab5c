/** One open journal: entries go to its end, one line each, and are on the disk before `append` resolves. */
import type { FileHandle } from 'node:fs/promises';
import { phrase } from '../schema/phrase.ts';
import type { JournalEntry, RunJournal } from '../task/ports.ts';
import { journalError } from './journalError.ts';

interface Waiting {
  readonly line: Buffer;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class FileRunJournal implements RunJournal {
  readonly run: string;
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #onClose: () => void;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;
  #broken: unknown = null;
  #isClosed = false;

  /** `handle` was opened to append; `onClose` is called when it is closed. */
  constructor(run: string, path: string, handle: FileHandle, onClose: () => void) {
    this.run = run;
    this.#path = path;
    this.#handle = handle;
    this.#onClose = onClose;
  }

  /**
   * Entries of several lanes that wait for the disk together share one fsync. After a failure the journal stays broken:
   * what comes after a gap would tell the next start a wrong story. Throws ShadowSyncError 'journal'.
   */
  append(entry: JournalEntry): Promise<void> {
    return this.appendLine(entry);
  }

  /** Any value as one line; the store's own lines go this way too. */
  appendLine(value: object): Promise<void> {
    return this.appendText(`${JSON.stringify(value)}\n`);
  }

  appendText(text: string): Promise<void> {
    if (this.#broken !== null || this.#isClosed) {
      return Promise.reject(journalError(phrase`written`, this.#path, this.#broken));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ line: Buffer.from(text), resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#writing;
    await this.#handle.close();
    this.#onClose();
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#write(batch);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        this.#broken = error;
        const failed = [...batch, ...this.#waiting];
        this.#waiting = [];
        for (const { reject } of failed) reject(journalError(phrase`written`, this.#path, error));
      }
    }
    this.#writing = null;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    for (const { line } of batch) {
      for (let at = 0; at < line.length;) {
        // A full disk may take a part of the line and refuse the rest only then (reliability.md §1.2); reading skips that.
        const { bytesWritten } = await this.#handle.write(line, at);
        at += bytesWritten;
      }
    }
    await this.#handle.sync();
  }
}
