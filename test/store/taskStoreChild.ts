/** A process of its own that changes a task store without end, and prints a line for each change that was acknowledged. */
import { systemClock } from '../../src/store/systemClock.ts';
import { defaultFilter } from '../../src/task/taskFilter.ts';
import { openTestStore } from '../task/openTestStore.ts';
import { sampleRun, sampleTask } from '../task/sampleTasks.ts';

const [folder = '', name = ''] = process.argv.slice(2);
const store = await openTestStore(folder);
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
say('ready');
for (let i = 0; ; i += 1) {
  const id = `${name}-${String(i)}`;
  await store.add([sampleTask({ id })]);
  say(`task ${id}`);
  await store.change(id, (task) => ({ ...task, creator: `by ${id}` }));
  say(`change ${id}`);
  await store.addRun(sampleRun({ run: `r-${id}`, task: id, endedAt: systemClock.now() }));
  say(`run r-${id}`);
  await store.setFilters([{ name: id, filter: defaultFilter }]);
  if (i % 3 !== 2) continue;
  await store.remove([id]);
  say(`removed ${id}`);
}
