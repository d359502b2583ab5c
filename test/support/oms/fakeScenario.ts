/** Stories that a fake server tells by its clock: what its tasks are like so many seconds after it began. */
import { fakeTask } from './fakeTask.ts';
import type { FakeStep, FakeTask } from './fakeTask.ts';

export const fakeScenarios = ['calm', 'delay', 'failure', 'flapping', 'inconsistent', 'deleted'] as const;

export type FakeScenario = (typeof fakeScenarios)[number];

/** The tasks that every scenario begins with; what happens, happens to the first of each kind. */
export function scenarioTasks(): readonly FakeTask[] {
  const at = Date.parse('2026-01-02T03:04:05Z');
  return [
    fakeTask({ id: 'np_sync1', name: 'orders to reporting', labels: ['shop'], createdAt: at }),
    fakeTask({ id: 'np_migr1', name: 'shop to OceanBase', type: 'MIGRATION', createdAt: at + 1000 }),
    fakeTask({ id: 'np_new', name: 'customers', status: 'INIT', delaySeconds: null, createdAt: at + 2000 }),
    fakeTask({
      id: 'np_stopped',
      name: 'archive',
      status: 'SUSPEND',
      importance: 'LOW',
      createdAt: at + 3000,
    }),
    fakeTask({
      id: 'np_done',
      name: 'countries',
      type: 'MIGRATION',
      status: 'FINISHED',
      createdAt: at + 4000,
    }),
  ];
}

const failedStep: FakeStep = {
  name: 'INCR_TRANSFER',
  status: 'FAILED',
  progress: 40,
  error: {
    code: 'CM-RESOAT1111',
    message: '目标表缺少列 note',
    proposal: '请在目标端添加该列后恢复任务',
  },
};

/** Changes the tasks to what they are `seconds` after the beginning. A task that somebody stopped stays as it is. */
export function playScenario(
  scenario: FakeScenario,
  tasks: ReadonlyMap<string, FakeTask>,
  seconds: number,
): void {
  for (const id of ['np_sync1', 'np_migr1']) {
    const task = tasks.get(id);
    if (task !== undefined && task.status !== 'SUSPEND') play(scenario, task, seconds);
  }
}

function play(scenario: FakeScenario, task: FakeTask, seconds: number): void {
  switch (scenario) {
    case 'calm':
      return;
    case 'delay':
      // Late from half a minute on, and in time again after two.
      task.delaySeconds = seconds < 30 || seconds >= 120 ? 5 : (seconds - 20) * 10;
      return;
    case 'failure':
      fail(task, seconds >= 60 && seconds < 120);
      task.delaySeconds = seconds < 30 || seconds >= 120 ? 5 : (seconds - 20) * 5;
      return;
    case 'flapping':
      task.delaySeconds = Math.floor(seconds / 10) % 2 === 0 ? 5 : 500;
      return;
    case 'inconsistent':
      task.components = task.components.map((one) => ({
        ...one,
        status: one.list === 'storeList' && seconds >= 30 && seconds < 150 ? 'EXCEPTION' : 'RUNNING',
      }));
      return;
    case 'deleted':
      if (seconds >= 60) task.status = 'DELETED';
  }
}

function fail(task: FakeTask, isFailed: boolean): void {
  if (isFailed === (task.status === 'FAILED')) return;
  task.status = isFailed ? 'FAILED' : 'RUNNING';
  const usual = fakeTask().steps;
  task.steps = isFailed ? [...usual.slice(0, -1), failedStep] : usual;
}
