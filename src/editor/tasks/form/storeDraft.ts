import { phrase } from '../../../schema/phrase.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import { readIntent } from '../../../task/model/readTask.ts';
import type { Task, TaskIntent } from '../../../task/model/task.ts';
import type { EditorServices } from '../../editorServices.ts';

/**
 * Keeps a draft: a new one, or in the place of the one that it was (`draft`). Throws ShadowSyncError: 'usage' for what is no
 * task, 'conflict' for a draft that was submitted or removed meanwhile.
 */
export async function storeDraft(
  { tasks, person }: Pick<EditorServices, 'tasks' | 'person'>,
  intent: TaskIntent,
  draft: string | null,
): Promise<Task> {
  const { centre, store } = await tasks();
  if (draft === null) return await centre.saveDraft(intent, person);
  const checked = readIntent(intent);
  return await store.change(draft, (task) => {
    if (task.state.kind === 'draft') return { ...task, intent: checked };
    throw new ShadowSyncError('conflict', phrase`Task ${draft} is no draft any more.`, {
      remedy: phrase`Look at the list of tasks.`,
    });
  });
}
