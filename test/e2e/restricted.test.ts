import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { useWorkbench } from '../support/editor/useWorkbench.ts';
import { addConnection } from './addConnection.ts';

describe('a folder that is not trusted, in VS Code', () => {
  const window = useWorkbench('restricted', { isRestricted: true });
  let knocks = 0;
  let server: Server;

  before(async () => {
    server = createServer((socket) => {
      knocks += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  after(() => {
    server.close();
  });

  it('lets the extension run, and says that it connects to nothing', async () => {
    const { workbench } = window();
    await workbench.openContainer('Shadow Sync');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    await addConnection(workbench, `mysql://root@127.0.0.1:${String(address.port)}/shop`, 'Shop');
    await workbench.page
      .getByText('connects to no server in a folder that you do not trust')
      .first()
      .waitFor();
    await workbench.picture('restricted');
    assert.equal(knocks, 0);
  });
});
