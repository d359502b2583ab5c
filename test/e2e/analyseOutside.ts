import { join } from 'node:path';
import { repository } from '../support/editor/artefacts.ts';
import { runProcess } from '../support/servers/runProcess.ts';
import type { TestServer } from '../support/servers/startServer.ts';

/** What the sample holds that can't be brought in line: one is unsupported, one looks like no shadow. */
const leftOut = ['price_history', 'product_tags'];

/**
 * What the built command line, which shares no window with the editor, says of the sample's shadows: its exit code, 0
 * for consistent and 2 for different (docs/command-line.md).
 */
export async function analyseOutside(server: TestServer, database: string): Promise<number | null> {
  const words = ['analyze', '--url', server.url(database), '--prefix', '__test_', '--exclude', ...leftOut];
  return (await runProcess(process.execPath, [join(repository, 'dist/cli.js'), ...words])).code;
}
