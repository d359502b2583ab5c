import type { Task } from '../model/task.ts';
import type { JournalStore } from '../ports.ts';
import { isRunning } from '../state/taskState.ts';
import type { PlanFiles } from '../taskPorts.ts';
import { journalPrefix } from './journalPrefix.ts';
import { attemptStory } from './runStory.ts';
import type { AttemptStory } from './runStory.ts';

export interface StorySources {
  readonly journals: Pick<JournalStore, 'read'>;
  readonly plans: Pick<PlanFiles, 'read'>;
}

/** The attempts of one run of the task, oldest first; none where nothing was sent, or no record of it is kept. */
export async function readRunStory(
  { journals, plans }: StorySources,
  { state }: Pick<Task, 'state'>,
  run: string,
): Promise<readonly AttemptStory[]> {
  const isCurrent = isRunning(state) && state.run === run;
  const read = await journals.read(journalPrefix(run));
  const attempts: AttemptStory[] = [];
  for (const [i, journal] of read.entries()) {
    const started = journal.entries.find((entry) => entry.kind === 'started');
    if (started === undefined) continue;
    const plan = await plans.read(started.planHash);
    // One that is followed by another is over, whether it could say so or not.
    const isOver = !isCurrent || i < read.length - 1;
    attempts.push(attemptStory(journal, plan, isOver));
  }
  return attempts;
}
