import { query, quoted } from '../support/servers/connect.ts';
import type { TestServer } from '../support/servers/startServer.ts';

/** Legal names that VS Code's surfaces, or a page, would like to read as something else than text. */
export const hostileNames = {
  /** A link in a notification, a prompt or Markdown. */
  link: '[Fix](command:workbench.action.reloadWindow)',
  /** An icon in a label. */
  icon: '$(trash) $(flame~spin)',
  image: '<img src=x onerror=alert(1)>',
  script: '</script><script>alert(1)</script>',
  /** Read from right to left, and something that can't be seen. */
  bidi: 'a\u202eb\u200bc',
  terminal: 'r\u001b[31med',
  markdown: '```\n# Not a heading `x` ![x](y)',
} as const;

/** The name of the database, which stands in titles and messages. */
export const hostileDatabase = `rails ${hostileNames.link}$(trash)`;

/** One table for each name, with a shadow that differs: dropping its column is unsafe, and so is the unique key. */
export async function makeHostileTables(server: TestServer): Promise<void> {
  const database = quoted(hostileDatabase);
  await query(server, `CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
  for (const name of Object.values(hostileNames)) {
    const column = quoted(name);
    const comment = `'${name.replaceAll("'", "''")}'`;
    const columns = `id int PRIMARY KEY, ${column} varchar(80) COMMENT ${comment}`;
    await query(server, `CREATE TABLE ${database}.${column} (${columns}, UNIQUE KEY ${column} (${column}))`);
    await query(server, `CREATE TABLE ${database}.${quoted(`__test_${name}`)} (${columns}, legacy int)`);
    // What the server says of a key that can't be unique repeats the value.
    const rows = `(1, ${comment}, 1), (2, ${comment}, 2)`;
    await query(server, `INSERT INTO ${database}.${quoted(`__test_${name}`)} VALUES ${rows}`);
  }
}
