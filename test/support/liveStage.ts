/** What runs need: a server that they are connected to, a database and a folder for journals, new for each test. */
import type { OpenedServer } from '../../src/compose.ts';
import { dropFolder, journalFolder, openLive } from '../execution/liveRun.ts';
import { freshDatabase } from './servers/sharedServer.ts';
import type { TestServer } from './servers/startServer.ts';

export interface LiveStage {
  readonly server: TestServer;
  readonly opened: OpenedServer;
  readonly database: string;
  readonly folder: string;
}

/** Sets the stage for each test of the suite that calls it; `take` is handed what the test works with. */
export function useLive(getServer: () => TestServer, take: (stage: LiveStage) => void): void {
  let stage: LiveStage | null = null;
  beforeEach(async () => {
    const server = getServer();
    const opened = await openLive(server);
    stage = { server, opened, database: await freshDatabase(server), folder: journalFolder() };
    take(stage);
  });
  afterEach(async () => {
    if (stage === null) return;
    await stage.opened.close();
    dropFolder(stage.folder);
    stage = null;
  });
}
