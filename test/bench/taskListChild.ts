/**
 * A window that opens on many tasks with a long history: what it shows first, and what each change costs. One
 * argument, a `TaskListOrder` as JSON. Says a list of `OperationTime` as JSON.
 */
import { TaskNode } from '../../src/editor/trees/tasks/taskNode.ts';
import { NextRuns } from '../../src/editor/tasks/nextRuns.ts';
import { systemClock as clock } from '../../src/store/systemClock.ts';
import { newId } from '../../src/task/model/newId.ts';
import type { Task } from '../../src/task/model/task.ts';
import { transition } from '../../src/task/state/transition.ts';
import { defaultFilter, filterTasks } from '../../src/task/taskFilter.ts';
import { openTestStore } from '../task/openTestStore.ts';
import { sampleRun } from '../task/sampleTasks.ts';
import { LoopWatch } from './loopWatch.ts';

export interface TaskListOrder {
  /** Of the tasks. */
  readonly folder: string;
}

const inARow = 10;

async function work({ folder }: TaskListOrder): Promise<LoopWatch['times']> {
  const watch = new LoopWatch();
  const now = clock.now();
  const store = await openTestStore(folder);
  let tasks: readonly Task[] = [];
  await watch.time('start: the store and the list', async () => {
    const fresh = await openTestStore(folder);
    tasks = filterTasks(await fresh.tasks(), { ...defaultFilter, hours: null }, now);
    await fresh.close();
  });
  const nextRuns = new NextRuns(() => now);
  await watch.time('start: when each runs next', () => nextRuns.prepare(tasks));
  await watch.time('start: the rows of the tree', () =>
    tasks.map((task) => new TaskNode(task, nextRuns.of(task)).item(now)),
  );
  const first = tasks.find(({ state }) => state.kind === 'waiting' && state.why === 'scheduled');
  if (first === undefined) throw new Error('there is no task with a schedule');
  const end = store.onDidChange(() => undefined);
  await watch.time('the runs of one task', () => store.runs(first.id));
  await watch.time('the runs of all tasks', () => store.runs(null));
  await watch.time(`${String(inARow)} changes of tasks, one after the other`, async () => {
    for (let i = 0; i < inARow; i += 1) {
      const by = i % 2 === 0 ? ({ kind: 'pause', by: 'al', at: now, reason: 'x' } as const) : null;
      await store.change(first.id, (task) => transition(task, by ?? { kind: 'resume', at: now }));
    }
  });
  await watch.time(`${String(inARow)} runs noted, one after the other`, async () => {
    for (let i = 0; i < inARow; i += 1) {
      await store.addRun(sampleRun({ run: newId('r', now, Math.random), task: first.id, endedAt: now }));
    }
  });
  end();
  await store.close();
  watch.end();
  return watch.times;
}

void work(JSON.parse(process.argv[2] ?? '{}') as TaskListOrder).then((times) => {
  process.stdout.write(JSON.stringify({ times }));
});
