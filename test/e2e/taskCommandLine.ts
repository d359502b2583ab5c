import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { EditorProfile } from '../support/editor/editorProfile.ts';
import { runProcess } from '../support/servers/runProcess.ts';
import { systemClock } from '../../src/store/systemClock.ts';
import { openTaskStore } from '../../src/store/taskStore.ts';
import { readProcesses } from '../../src/task/approval/approvalProcess.ts';
import { readRunRecord, readTask } from '../../src/task/model/readTask.ts';
import { readFilters } from '../../src/task/taskFilter.ts';
import type { TaskStore } from '../../src/task/taskPorts.ts';

/** Where the extension of a profile keeps what it keeps. */
export function storageOf({ folder }: EditorProfile): string {
  return join(folder, 'data/User/globalStorage/shadow-sync.shadow-sync');
}

/** Adds a task from outside, as a terminal would; gives its id. */
export async function addTaskOutside(
  profile: EditorProfile,
  url: string,
  ...words: readonly string[]
): Promise<string> {
  const args = ['src/cli.ts', 'task', 'add', '--store', storageOf(profile), '--url', url, '--json'];
  const added = await runProcess(process.execPath, [...args, '--prefix', '__test_', ...words]);
  assert.equal(added.code, 0, added.stderr);
  const { id } = JSON.parse(added.stdout) as { readonly id: string };
  return id;
}

/** Lets what runs tasks in the window try one again. */
export async function retryTaskOutside(profile: EditorProfile, id: string): Promise<void> {
  const args = ['src/cli.ts', 'task', 'retry', id, '--store', storageOf(profile)];
  const asked = await runProcess(process.execPath, args);
  assert.equal(asked.code, 0, asked.stderr);
}

/** The tasks of a profile, as another process sees them; the caller closes it. */
export async function openTasksOutside(profile: EditorProfile): Promise<TaskStore> {
  const readers = { readTask, readRunRecord, readProcesses, readFilters };
  const folder = join(storageOf(profile), 'task-centre');
  return await openTaskStore(folder, readers, { clock: systemClock, onNotice: () => undefined });
}
