/**
 * OceanBase's own grammar of its Oracle mode, from its web console, older than 4.x. It takes 390 MB, so it works in a
 * process of its own, which ends with its answer.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';

/** What the process does: reads a list of statements, writes whether each is one. The grammar throws or gives the error back. */
const program = `
const { parse } = require(process.argv[1]);
const { text } = require('node:stream/consumers');
text(process.stdin).then((input) => {
  const isRead = (sql) => {
    try { return parse(sql + ';').error === undefined; } catch { return false; }
  };
  process.stdout.write(JSON.stringify(JSON.parse(input).map(isRead)));
});
`;

/** Takes statements without their semicolons; gives a verdict for each. */
export async function parseOceanBaseOracle(
  statements: readonly string[],
): Promise<readonly ('accepted' | 'rejected')[]> {
  const grammar = createRequire(import.meta.url).resolve('@oceanbase-odc/ob-parser-js/assets/oracleSQL_ori');
  const child = spawn(process.execPath, ['-e', program, grammar], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(statements));
  const verdicts: unknown = JSON.parse(await text(child.stdout));
  if (!Array.isArray(verdicts) || verdicts.length !== statements.length)
    throw new Error('the grammar gave no verdict');
  return verdicts.map((isRead) => (isRead === true ? 'accepted' : 'rejected'));
}
