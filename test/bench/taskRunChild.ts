/** Runs what is due in a store, as `shadow-sync run --once` does. One argument, a `TaskRunOrder` as JSON. */
import { openTaskServices } from '../../src/commandline/tasks/taskServices.ts';

export interface TaskRunOrder {
  /** Of the store. */
  readonly folder: string;
}

async function run({ folder }: TaskRunOrder): Promise<void> {
  const notices: string[] = [];
  const startedAt = performance.now();
  const services = await openTaskServices(folder, {
    environment: {},
    homeFolder: folder,
    readFile: () => Promise.reject(new Error('no file is needed')),
    say: () => undefined,
    onNotice: ({ kind }) => notices.push(kind),
  });
  const { scheduler } = services.tasks;
  await scheduler.once();
  await scheduler.stop();
  await services.close();
  const innerMs = performance.now() - startedAt;
  process.stdout.write(JSON.stringify({ innerMs, notices }));
}

void run(JSON.parse(process.argv[2] ?? '{}') as TaskRunOrder);
