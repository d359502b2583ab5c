import type { Workbench } from '../support/editor/workbench.ts';

/** Adds a connection by its URL, from the palette, as far as its questions go. */
export async function addConnection(workbench: Workbench, url: string, name: string): Promise<void> {
  await workbench.runCommand('Shadow Sync: Add Connection by URL…');
  await workbench.answer('Add Connection by URL', url);
  await workbench.answer('Name of the Connection', name);
  await workbench.pick('Development');
}
