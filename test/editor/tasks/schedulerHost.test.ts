import assert from 'node:assert/strict';
import { SchedulerHost } from '../../../src/editor/tasks/schedulerHost.ts';
import { TaskBook } from '../../../src/editor/tasks/taskBook.ts';
import type { TaskServices } from '../../../src/editor/tasks/taskServices.ts';
import type { Task } from '../../../src/task/model/task.ts';
import { sampleTask } from '../../task/sampleTasks.ts';

/** As much of the services as the host and the book use, with a store that is a list. */
class Stage {
  tasks: readonly Task[] = [];
  opened = 0;
  started = 0;
  hasTasks = false;
  isTrusted = true;
  error: Error | null = null;
  readonly #stored = new Set<() => void>();
  readonly #trusting = new Set<() => void>();
  readonly book = new TaskBook(() => this.open());
  readonly host = new SchedulerHost({
    book: this.book,
    tasks: () => this.open(),
    hasTasks: () => Promise.resolve(this.hasTasks),
    isTrusted: () => this.isTrusted,
    onDidGrantTrust: (listener) => {
      this.#trusting.add(listener);
      return () => void this.#trusting.delete(listener);
    },
    log: { debug: () => undefined, warn: () => undefined },
  });

  open(): Promise<TaskServices> {
    this.opened += 1;
    if (this.error !== null) return Promise.reject(this.error);
    const services = {
      store: {
        tasks: () => Promise.resolve(this.tasks),
        onDidChange: (listener: () => void) => {
          this.#stored.add(listener);
          return () => void this.#stored.delete(listener);
        },
      },
      scheduler: { start: () => (this.started += 1) },
    };
    return Promise.resolve(services as unknown as TaskServices);
  }

  async change(tasks: readonly Task[]): Promise<void> {
    this.tasks = tasks;
    for (const listener of this.#stored) listener();
    await settle();
  }

  async trust(): Promise<void> {
    this.isTrusted = true;
    for (const listener of this.#trusting) listener();
    await settle();
  }
}

/** Everything here is done within a few turns of the event loop. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const waiting = sampleTask({ state: { kind: 'waiting', why: 'manual', since: 0 } });
const over = sampleTask({ state: { kind: 'succeeded', run: 'r', at: 0 } });
const draft = sampleTask({ state: { kind: 'draft' } });

describe('SchedulerHost', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => {
    stage.host.dispose();
    stage.book.close();
  });

  it('opens nothing where there are no tasks', async () => {
    stage.host.begin();
    await settle();
    assert.equal(stage.opened, 0);
    assert.equal(stage.started, 0);
  });

  it('takes part when there is one that is not over, once', async () => {
    stage.hasTasks = true;
    stage.tasks = [over, waiting];
    stage.host.begin();
    await settle();
    await stage.change([waiting]);
    assert.equal(stage.started, 1);
    assert.equal(stage.host.isStarted, true);
  });

  it('takes no part for drafts and for what is over, but as soon as a task comes, from whatever window', async () => {
    stage.hasTasks = true;
    stage.tasks = [over, draft];
    stage.host.begin();
    await settle();
    assert.equal(stage.started, 0);
    await stage.change([over, draft, waiting]);
    assert.equal(stage.started, 1);
  });

  it('U8, S18: takes no part in a folder that is not trusted, until it is', async () => {
    stage.hasTasks = true;
    stage.isTrusted = false;
    stage.tasks = [waiting];
    stage.host.begin();
    await settle();
    assert.equal(stage.started, 0);
    await stage.trust();
    assert.equal(stage.started, 1);
  });

  it('starts nothing any more once it is disposed of', async () => {
    stage.hasTasks = true;
    stage.tasks = [waiting];
    stage.host.begin();
    stage.host.dispose();
    await settle();
    await stage.change([waiting]);
    assert.equal(stage.started, 0);
  });
});

describe('TaskBook', () => {
  it('reads once, and follows the store from then on', async () => {
    const stage = new Stage();
    stage.tasks = [draft];
    assert.deepEqual((await stage.book.read()).kind, 'read');
    await stage.book.read();
    assert.equal(stage.opened, 1);
    const seen: number[] = [];
    stage.book.onDidChange(() => seen.push(stage.book.tasks.length));
    await stage.change([draft, waiting]);
    assert.deepEqual(seen, [2]);
    stage.book.close();
    await stage.change([]);
    assert.deepEqual(seen, [2]);
  });

  it('F3: says that tasks can not be read, and reads again when asked', async () => {
    const stage = new Stage();
    stage.error = new Error('damaged');
    const told: string[] = [];
    stage.book.onDidChange(({ kind }) => told.push(kind));
    const state = await stage.book.read();
    assert.equal(state.kind === 'unreadable' ? state.error : null, stage.error);
    // A tree reads again whenever it is told of something.
    await stage.book.read();
    assert.deepEqual(told, ['unreadable']);
    stage.error = new Error('damaged otherwise');
    await stage.book.read();
    assert.deepEqual(told, ['unreadable', 'unreadable']);
    assert.deepEqual(stage.book.tasks, []);
    stage.error = null;
    assert.equal((await stage.book.read()).kind, 'read');
    stage.book.close();
  });
});
