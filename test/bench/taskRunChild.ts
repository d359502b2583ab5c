/** Runs what is due in a store, as `shadow-sync run --once` does. One argument: the folder of the store. */
import { openTaskServices } from '../../src/commandline/tasks/taskServices.ts';

async function run(folder: string): Promise<void> {
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

void run(process.argv[2] ?? '');
