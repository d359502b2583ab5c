/** A process of its own for fileJournal.test.ts: appends until it is killed and prints a line per acknowledged entry. */
import { fileJournal } from '../../src/store/fileJournal.ts';
import { systemClock } from '../../src/store/systemClock.ts';

const [folder = '', run = ''] = process.argv.slice(2);
const journal = await fileJournal(folder, { clock: systemClock }).create(run);
for (let statement = 1; ; statement += 1) {
  await journal.append({
    kind: 'intent',
    at: Date.now(),
    statement,
    shadow: { database: 'shop', table: 'orders' },
    connectionId: '1',
    attempt: 1,
    before: 'b',
    after: 'a',
    final: true,
    sql: 'ALTER TABLE …',
  });
  process.stdout.write(`${statement}\n`);
}
