import assert from 'node:assert/strict';
import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { ConnectionStore } from '../../../src/connection/connectionStore.ts';
import { ConnectionBook } from '../../../src/editor/connections/connectionBook.ts';
import { forgetChanged } from '../../../src/editor/connections/forgetChanged.ts';
import type { Said } from '../../../src/schema/phrase.ts';
import { openConnectionStore } from '../../../src/store/connectionStore.ts';
import { removeFolder } from '../../support/removeFolder.ts';
import { connectionWith } from './sampleConnection.ts';

describe('the book of connections', () => {
  let folder: string;
  let books: ConnectionBook[];
  let stores: ConnectionStore[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shadow-sync-book-'));
    books = [];
    stores = [];
  });

  afterEach(async () => {
    for (const book of books) book.close();
    for (const store of stores) await store.close();
    removeFolder(folder);
  });

  function openBook(): ConnectionBook {
    let store: Promise<ConnectionStore> | null = null;
    const open = async (): Promise<ConnectionStore> => {
      const opened = await openConnectionStore(folder, { onNotice: () => undefined, pollMs: 20 });
      stores.push(opened);
      return opened;
    };
    const book = new ConnectionBook(() => (store ??= open()));
    books.push(book);
    return book;
  }

  /** Resolves when the book says something that fits. */
  async function heard(book: ConnectionBook, fits: () => boolean): Promise<void> {
    await new Promise<void>((resolve) => {
      const end = book.onDidChange(() => {
        if (!fits()) return;
        end();
        resolve();
      });
    });
  }

  function names({ state }: ConnectionBook): readonly string[] {
    return state.kind === 'read' ? state.connections.map(({ connection }) => connection.name) : [];
  }

  it('opens nothing before somebody asks', () => {
    assert.equal(openBook().state.kind, 'unread');
    assert.equal(stores.length, 0);
  });

  it('tells of its own changes at once', async () => {
    const book = openBook();
    await book.read();
    let told = 0;
    book.onDidChange(() => (told += 1));
    await book.add([connectionWith({ id: 'a' })]);
    assert.deepEqual([told, names(book)], [1, ['Sample']]);
  });

  it('F-13: tells of the changes of another window', async () => {
    const [here, there] = [openBook(), openBook()];
    await here.read();
    const changed = heard(here, () => names(here).includes('From there'));
    await there.add([connectionWith({ id: 'b', name: 'From there' })]);
    await changed;
  });

  it('says that a connection is gone, and what to do', async () => {
    await assert.rejects(openBook().find('nobody'), { code: 'usage' });
  });

  it('F-05: has a state for a store that can’t be read, and reads again when it can', async () => {
    const first = openBook();
    await first.add([connectionWith({ id: 'a' })]);
    const [name = ''] = (await readdir(folder)).filter((file) => file.startsWith('g.'));
    await writeFile(join(folder, name), 'no store');
    const book = openBook();
    const told: string[] = [];
    book.onDidChange(({ kind }) => told.push(kind));
    // A tree reads again whenever it is told of something.
    for (let time = 0; time < 3; time += 1) assert.equal((await book.read()).kind, 'unreadable');
    assert.deepEqual(told, ['unreadable']);
    await assert.rejects(book.list(), { code: 'store' });
    removeFolder(folder);
    assert.equal((await book.reload()).kind, 'read');
  });

  it('keeps each notice once', () => {
    const book = openBook();
    const told: Said[] = [];
    book.onNotice((message) => told.push(message));
    book.addNotice('x');
    book.addNotice('x');
    assert.deepEqual([told, book.notices], [['x'], ['x']]);
  });

  it('lets servers go whose connections were edited or deleted, and no other', async () => {
    const book = openBook();
    await book.add(['a', 'b', 'c'].map((id) => connectionWith({ id })));
    const forgotten: string[] = [];
    forgetChanged(book, { forget: (id) => forgotten.push(id) });
    const [a, b, c] = await book.list();
    assert.ok(a !== undefined && b !== undefined && c !== undefined);
    await book.change({ ...a.connection, name: 'Only the name' }, a.version);
    assert.deepEqual(forgotten, []);
    await book.change({ ...b.connection, port: 3307 }, b.version);
    await book.remove([{ id: 'c', version: c.version }]);
    assert.deepEqual(forgotten, ['b', 'c']);
  });
});
