/** The client against a real OMS: `OMS_URL=https://host:8089 OMS_USER=… OMS_PASSWORD=… [OMS_CA=FILE | OMS_FINGERPRINT=…]`. Reads only. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { openOmsServer, testOmsConnection } from '../../src/composeOms.ts';
import type { OmsTarget } from '../../src/connection/omsConnection.ts';
import { parseOmsUrl } from '../../src/connection/oms/omsConnectionUrl.ts';
import { skip } from '../support/skip.ts';

const { OMS_CA, OMS_FINGERPRINT, OMS_PASSWORD = '', OMS_URL = '', OMS_USER } = process.env;

function realTarget(): OmsTarget {
  const { isEncrypted, host, port, basePath, user, password } = parseOmsUrl(OMS_URL);
  const ca = OMS_CA === undefined ? {} : { ca: readFileSync(OMS_CA, 'utf8') };
  const proven: OmsTarget['tls'] =
    OMS_FINGERPRINT === undefined
      ? { mode: 'verify-identity', ...ca }
      : { mode: 'fingerprint', fingerprint: OMS_FINGERPRINT };
  return {
    host,
    port,
    basePath,
    user: OMS_USER ?? user,
    password: password === '' ? OMS_PASSWORD : password,
    tls: isEncrypted ? proven : { mode: 'off' },
  };
}

describe('a real OMS server', () => {
  before(function () {
    if (OMS_URL === '')
      skip(this, 'no real OMS server is named; OMS_URL, OMS_USER and OMS_PASSWORD name one');
  });

  it('passes the staged test', async () => {
    const { stages, error } = await testOmsConnection(realTarget());
    assert.equal(error, null, JSON.stringify(stages, null, 2));
  });

  it('lists its tasks in states, types and levels that are known here, and describes the first', async () => {
    const server = openOmsServer(realTarget());
    try {
      const { tasks, serverTime } = await server.listTasks({});
      assert.notEqual(serverTime, null);
      const strange = tasks.flatMap(({ id, status, type, level }) =>
        [status, type, level].flatMap((one) => (one?.kind === 'unknown' ? [`${id} ${one.name}`] : [])),
      );
      assert.deepEqual(strange, []);
      const [first] = tasks;
      if (first === undefined) return;
      const { task, gaps } = await server.describeTask(first.id);
      assert.equal(task.id, first.id);
      assert.deepEqual(gaps, []);
    } finally {
      server.close();
    }
  });
});
