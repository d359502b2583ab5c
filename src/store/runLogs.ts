/**
 * Logs of runs: append-only NDJSON, one folder per task, a file per run that goes on in further files when it grows (F5).
 * Lines that were torn by a dying writer are left out when a log is read (F-11).
 */
import { constants } from 'node:fs';
import { open, readFile, readdir, rm, stat, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { english, phrase, saidFrom, withTexts, type Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { Clock } from '../task/ports.ts';
import type { LogLevel, LogLine, RunLog, RunLogs } from '../task/taskPorts.ts';
import { makePrivateFolder } from './makeFolder.ts';

export interface RunLogsOptions {
  readonly clock: Clock;
  /** Takes what must not be kept out of a message. */
  readonly redact: (message: string) => string;
  readonly maxFileBytes?: number;
  /** All files of a task together: the oldest go when there is more (F5: 10 MB × 5). */
  readonly maxTaskBytes?: number;
  readonly maxTaskFiles?: number;
}

const megabyte = 1024 * 1024;

/** One write is one line, and a line this short is written whole or not at all by a living system. */
const maxMessage = 30_000;

const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;

/** Nothing is made before the first log is opened. */
export function fileRunLogs(folder: string, options: RunLogsOptions): RunLogs {
  const folderOf = (task: string): string => join(folder, checkedName(task));
  return {
    open: async (task, run) => {
      const own = folderOf(task);
      checkedName(run);
      try {
        await makePrivateFolder(own);
        await prune(own, options);
      } catch {
        // Without its folder the log stays empty; the run goes on (W4).
      }
      return new FileRunLog(own, run, options);
    },
    read: async (task, run, most = 10_000) => {
      const own = folderOf(task);
      const lines: LogLine[] = [];
      let torn = 0;
      for (const file of await filesOf(own, checkedName(run))) {
        const text = await readFile(join(own, file), 'utf8').catch(() => '');
        for (const line of text.split('\n')) {
          if (line === '') continue;
          const read = parseLine(line);
          if (read === null) torn += 1;
          else lines.push(read);
        }
      }
      return { lines: lines.slice(-most), torn };
    },
    remove: async (task) => {
      await rm(folderOf(task), { recursive: true, force: true });
    },
  };
}

class FileRunLog implements RunLog {
  readonly #folder: string;
  readonly #run: string;
  readonly #options: RunLogsOptions;
  #file: FileHandle | null = null;
  #part = 0;
  #size = 0;
  #writing: Promise<void> = Promise.resolve();
  #waiting: string[] = [];

  constructor(folder: string, run: string, options: RunLogsOptions) {
    this.#folder = folder;
    this.#run = run;
    this.#options = options;
  }

  write(level: LogLevel, said: Said): void {
    const { clock, redact } = this.#options;
    const whole = redact(english(said));
    const isShort = whole.length <= maxMessage;
    const message = isShort ? whole : `${whole.slice(0, maxMessage)}…`;
    const phrases = isShort && typeof said !== 'string' ? { said: withTexts(said, redact) } : {};
    this.#waiting.push(`${JSON.stringify({ at: clock.now(), level, message, ...phrases })}\n`);
    this.#writing = this.#writing.then(() => this.#flush());
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#file?.close().catch(() => undefined);
    this.#file = null;
  }

  async #flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    const { maxFileBytes = 10 * megabyte } = this.#options;
    try {
      while (waiting.length > 0) {
        this.#file ??= await this.#next();
        const text = takeUpTo(waiting, maxFileBytes - this.#size);
        await this.#file.appendFile(text);
        this.#size += Buffer.byteLength(text);
        if (this.#size < maxFileBytes) continue;
        await this.#file.close();
        this.#file = null;
        await prune(this.#folder, this.#options);
      }
    } catch {
      // A full disk: the journal says what counts, and stops the run where it must (F8).
      this.#file = null;
    }
  }

  /** Always a new file: a torn last line of an earlier process swallows nothing then. */
  async #next(): Promise<FileHandle> {
    const [last] = (await filesOf(this.#folder, this.#run)).slice(-1);
    this.#part = Math.max(this.#part + 1, last === undefined ? 1 : partOf(last) + 1);
    this.#size = 0;
    return await open(join(this.#folder, `${this.#run}.${String(this.#part)}.ndjson`), flags, 0o600);
  }
}

/** Takes lines from the front, at least one, until they fill so many bytes. */
function takeUpTo(lines: string[], bytes: number): string {
  let text = lines.shift() ?? '';
  while (lines.length > 0 && Buffer.byteLength(text) < bytes) text += lines.shift() ?? '';
  return text;
}

const fileName = /^(.+)\.(\d+)\.ndjson$/;

function partOf(file: string): number {
  return Number(fileName.exec(file)?.[2] ?? 0);
}

/** The files of one run, in the order in which they were written. */
async function filesOf(folder: string, run: string): Promise<readonly string[]> {
  const all = await readdir(folder).catch(() => []);
  return all.filter((file) => fileName.exec(file)?.[1] === run).sort((a, b) => partOf(a) - partOf(b));
}

async function prune(folder: string, options: RunLogsOptions): Promise<void> {
  const { maxTaskBytes = 50 * megabyte, maxTaskFiles = 500 } = options;
  const files: { readonly path: string; readonly size: number; readonly at: number }[] = [];
  for (const file of await readdir(folder)) {
    const path = join(folder, file);
    const found = await stat(path).catch(() => null);
    if (found !== null) files.push({ path, size: found.size, at: found.mtimeMs });
  }
  files.sort((a, b) => b.at - a.at);
  let bytes = 0;
  for (const [i, { path, size }] of files.entries()) {
    bytes += size;
    if (bytes > maxTaskBytes || i >= maxTaskFiles) await unlink(path).catch(() => undefined);
  }
}

function parseLine(line: string): LogLine | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return null;
    if (!('at' in value && 'level' in value && 'message' in value)) return null;
    const { at, level, message } = value;
    if (typeof at !== 'number' || typeof message !== 'string') return null;
    if (level !== 'info' && level !== 'warn' && level !== 'error') return null;
    const said = 'said' in value ? saidFrom(value.said) : null;
    return { at, level, message, ...(said === null ? {} : { said }) };
  } catch {
    return null;
  }
}

/** It becomes a file's name. */
function checkedName(name: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(name)) return name;
  throw new ShadowSyncError(
    'usage',
    phrase`A task or run is named with other characters than letters, digits, - and _.`,
  );
}
