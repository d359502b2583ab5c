/** Whatever is killed whenever, what is kept of tasks can be read, and everything acknowledged is there (F-02, PR6). */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { removeFolder } from '../support/removeFolder.ts';
import { openTestStore } from '../task/openTestStore.ts';

const script = fileURLToPath(new URL('taskStoreChild.ts', import.meta.url));
const rounds = 12;
/** That the writers of a round say at most before they are killed. */
const mostLines = 25;

interface Writer {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  readonly ended: Promise<unknown>;
}

describe('task store whose writers are killed', () => {
  let folder: string;
  const children = new Set<ChildProcess>();

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'shsync-killed-'))));
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    children.clear();
    removeFolder(folder);
  });

  function start(name: string): Writer {
    const child = spawn(process.execPath, [script, folder, name], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.add(child);
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    return { child, lines, ended: once(child, 'close') };
  }

  async function read(): Promise<ReadonlySet<string>> {
    const notices: string[] = [];
    const store = await openTestStore(folder, { onNotice: ({ message }) => notices.push(message) });
    const tasks = await store.tasks();
    const runs = await store.runs(null);
    await store.filters();
    await store.close();
    assert.deepEqual(notices, []);
    assert.equal(new Set(runs.map(({ run }) => run)).size, runs.length);
    return new Set([
      ...tasks.flatMap(({ id, creator }) => [`task ${id}`, creator === `by ${id}` ? `change ${id}` : '']),
      ...runs.map(({ run }) => `run ${run}`),
    ]);
  }

  it('F-02, PR6: kill -9 at random moments of a change: readable each time, and nothing acknowledged is lost', async function () {
    this.timeout(600_000);
    const said: (readonly string[])[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const writers = ['x', 'y'].map((name) => start(`${name}${String(round)}`));
      // After so many changes, whatever they take on this computer, and then at any moment of the next one.
      const enough = 1 + Math.ceil(Math.random() * mostLines);
      while (writers.some(({ lines }) => lines.length < enough)) {
        assert.ok(writers.every(({ child }) => child.exitCode === null));
        await wait(Math.random() * 5);
      }
      for (const { child } of writers) child.kill('SIGKILL');
      for (const { ended } of writers) await ended;
      said.push(...writers.map(({ lines }) => lines));
      const kept = await read();
      for (const lines of said) assertKept(lines, kept);
    }
    assert.ok(said.flat().length > 10 * rounds, 'the writers were killed before they wrote');
  });
});

/** What was said last may have been taken back by a removal that nobody heard of any more. */
function assertKept(lines: readonly string[], kept: ReadonlySet<string>): void {
  const removed = new Set(lines.flatMap((line) => (line.startsWith('removed ') ? [line.slice(8)] : [])));
  const idOf = (line: string): string => line.replace(/^(task|change|run r-|removed) ?/, '');
  const last = idOf(lines.at(-1) ?? '');
  for (const line of lines) {
    if (line === 'ready' || line.startsWith('removed ')) continue;
    const id = idOf(line);
    if (removed.has(id)) assert.ok(!kept.has(line), `${line} is back`);
    else if (id !== last) assert.ok(kept.has(line), `${line} is lost`);
  }
}
