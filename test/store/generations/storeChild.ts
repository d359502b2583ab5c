/** A process of its own: adds entries to a store, and prints a line for each that was acknowledged. */
import { link } from 'node:fs/promises';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { openGenerationStore } from '../../../src/store/generations/generationStore.ts';
import { adding, armStoreFailPoint, notesSchema, notesSchema2, withoutLinks } from './notes.ts';
import type { ChildOptions } from './spawnStore.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as ChildOptions;
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const store = await openGenerationStore(options.folder, options.form === 2 ? notesSchema2 : notesSchema, {
  onNotice: ({ message }) => say(`notice ${message}`),
  failPoint: armStoreFailPoint(options.failPoint ?? '', () => say('stopping')),
  link: options.hasLinks === false ? withoutLinks : link,
  ...(options.keepGenerations === undefined ? {} : { keepGenerations: options.keepGenerations }),
  ...(options.keepMs === undefined ? {} : { keepMs: options.keepMs }),
});
say('ready');
for (let index = 1; index <= options.count; index += 1) {
  const entry = `${options.name}-${index}`;
  try {
    const { revision } = await store.mutate(adding(entry));
    say(`ack ${revision} ${entry}`);
  } catch (error) {
    say(`failed ${ShadowSyncError.is(error) ? (error.symbol ?? error.code) : String(error)} ${entry}`);
  }
}
await store.close();
