/** Fakes of the journal ports; see fakeServer.ts for when fakes are right. */
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import type { JournalEntry, JournalStore, RunJournal } from '../../src/task/ports.ts';

/** Entries in memory; `refuse` makes the disk full for entries of that kind. */
export class FakeJournal implements RunJournal {
  readonly run: string;
  readonly entries: JournalEntry[] = [];
  refuse: (entry: JournalEntry) => boolean = () => false;

  constructor(run: string) {
    this.run = run;
  }

  append(entry: JournalEntry): Promise<void> {
    if (this.refuse(entry)) return Promise.reject(new ShadowSyncError('journal', 'The disk is full.'));
    this.entries.push(entry);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  kinds(): readonly string[] {
    return this.entries.map(({ kind }) => kind);
  }
}

/** A store of journals that all broke off, unless they are finished. */
export class FakeJournalStore implements JournalStore {
  readonly journals: FakeJournal[];

  constructor(journals: readonly FakeJournal[]) {
    this.journals = [...journals];
  }

  create(run: string): Promise<RunJournal> {
    const journal = new FakeJournal(run);
    this.journals.push(journal);
    return Promise.resolve(journal);
  }

  unfinished(): ReturnType<JournalStore['unfinished']> {
    const open = this.journals.filter(({ entries }) => entries.at(-1)?.kind !== 'finished');
    return Promise.resolve(open.map(({ run, entries }) => ({ run, entries: [...entries], torn: false })));
  }

  read(prefix: string): ReturnType<JournalStore['read']> {
    const found = this.journals.filter(({ run }) => run.startsWith(prefix));
    return Promise.resolve(found.map(({ run, entries }) => ({ run, entries: [...entries] })));
  }

  reopen(run: string): Promise<RunJournal> {
    const found = this.journals.find((journal) => journal.run === run);
    return found === undefined
      ? Promise.reject(new ShadowSyncError('journal', 'no such journal'))
      : Promise.resolve(found);
  }
}
