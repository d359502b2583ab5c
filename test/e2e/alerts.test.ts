import { useWorkbench } from '../support/editor/useWorkbench.ts';
import { runScript } from '../support/servers/connect.ts';
import { startServer } from '../support/servers/startServer.ts';
import { addConnection } from './addConnection.ts';
import { addTaskOutside } from './taskCommandLine.ts';

const database = 'alarming';

describe('alerts in VS Code', function () {
  // Each step goes on where the one before it ended, as a person does.
  this.bail(true);
  this.timeout(400_000);
  const window = useWorkbench('alerts');
  let stopServer = (): Promise<void> => Promise.resolve();

  before(async () => {
    const server = await startServer('mariadb-10.11');
    stopServer = () => server.stop();
    const { workbench, profile } = window();
    await runScript(server, `CREATE DATABASE ${database}`, 'mysql');
    // The shadow has rows that the source's unique key does not take.
    await runScript(
      server,
      `CREATE TABLE orders (id INT PRIMARY KEY, a INT, UNIQUE KEY only_one (a));
       CREATE TABLE __test_orders (id INT PRIMARY KEY, a INT);
       INSERT INTO __test_orders VALUES (1, 1), (2, 1)`,
      database,
    );
    await workbench.openContainer('Shadow Sync');
    await addConnection(workbench, server.url(database), 'Alarming');
    await addTaskOutside(profile, server.url(database), '--tables', 'orders', '--allow-unsafe');
  });

  after(async () => {
    await stopServer();
  });

  it('a failing run becomes one line in the list and one message', async () => {
    const { workbench } = window();
    await workbench.toast(/Synchronization task failure/).waitFor({ timeout: 120_000 });
    await workbench.treeItem(/Synchronization task failure/).waitFor();
    await workbench.picture('alert');
    await workbench.pressOnToast(/Synchronization task failure/, 'Open');
    await workbench.tab(/Synchronization task failure/).waitFor();
    await workbench.picture('alert-details');
  });

  it('is a Problem on the statement that failed', async () => {
    const { workbench } = window();
    const problem = await workbench.problems(/Duplicate entry|oms_sync_failed/);
    await problem.first().waitFor();
    await workbench.picture('alert-problem');
  });

  it('goes away when it is closed', async () => {
    const { workbench } = window();
    await workbench.chooseFromMenu(workbench.treeItem(/Synchronization task failure/), 'Close Alert');
    await workbench.treeItem(/Synchronization task failure.*Completed/).waitFor();
  });
});
