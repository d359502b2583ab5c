import type { Task } from './task.ts';

/** What people call a task: the first line of its remarks. Empty where it has none; then its id has to do. */
export function taskName({ intent }: Pick<Task, 'intent'>): string {
  const [first = ''] = intent.remarks.trim().split('\n');
  return first;
}
