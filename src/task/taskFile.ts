/** A task's intent as a file that people review and keep in git: no plan, no run, no secret. */
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { readIntent } from './model/readTask.ts';
import { fieldsOf } from './model/shape.ts';
import type { TaskIntent } from './model/task.ts';

const form = 1;

/** JSON with a schema beside it (media/task.schema.json). Ticks for unsafe statements belong to a plan and stay here. */
export function taskFileText(intent: TaskIntent): string {
  const file = { $schema: 'task.schema.json', form, task: { ...intent, allowed: [] } };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Throws ShadowSyncError 'usage' that names the field which is wrong, and never repeats a value. */
export function readTaskFile(text: string): TaskIntent {
  const fields = fieldsOf(parsed(text), 'The task file');
  if (fields.get('form') !== form) {
    throw new ShadowSyncError('usage', phrase`The task file is of a form that is not known here.`, {
      remedy: phrase`Update this program, or write the file anew.`,
    });
  }
  const intent = readIntent(fields.get('task'), 'task');
  // A file that somebody else wrote ticks nothing: what is unsafe is looked at here.
  return { ...intent, allowed: [] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ShadowSyncError('usage', phrase`The task file is no JSON.`, {
      remedy: phrase`Choose a file that was saved from a task.`,
    });
  }
}
