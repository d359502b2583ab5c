/** The fake OMS server as a program: what other processes and hands rely on. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openOmsServer } from '../../src/composeOms.ts';
import { fakeOmsOf, obey } from '../support/oms/fakeOms.ts';
import { targetOf } from '../support/oms/targetOf.ts';

const program = path.join(import.meta.dirname, '../support/oms/fakeOms.ts');

describe('the fake OMS server as a program', () => {
  it('prints where it is, and ends when it is told to', async () => {
    const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [program, '--port', '0', '--tls']);
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { url, password, fingerprint } = JSON.parse(line) as Record<string, string>;
    assert.match(url ?? '', /^https:\/\/127\.0\.0\.1:\d+$/);
    const server = openOmsServer({
      host: '127.0.0.1',
      port: Number(new URL(url ?? '').port),
      basePath: '',
      user: 'ops@corp',
      password: password ?? '',
      tls: { mode: 'fingerprint', fingerprint: fingerprint ?? '' },
    });
    try {
      assert.equal((await server.listTasks({})).tasks.length, 5);
    } finally {
      server.close();
      child.kill('SIGTERM');
    }
    const [code] = (await once(child, 'exit')) as [number | null];
    assert.equal(code, 0);
  });

  it('is changed by lines of JSON', async () => {
    const fake = await fakeOmsOf(['--password', 'p']);
    const server = openOmsServer(targetOf(fake));
    try {
      obey(fake, '{"task":"np_sync1","set":{"status":"FAILED"}}');
      assert.equal((await server.describeTask('np_sync1')).task.status.name, 'FAILED');
      obey(fake, '{"fault":{"kind":"status","status":502},"action":"ListProjects","times":1}');
      await assert.rejects(server.listTasks({}));
      await server.listTasks({});
      obey(fake, '{"sparse":true,"drifted":true}');
      assert.equal((await server.listTasks({})).tasks[0]?.isAlarming, null);
      obey(fake, '{"password":"other"}');
      await assert.rejects(server.listTasks({}));
    } finally {
      server.close();
      await fake.close();
    }
    await assert.rejects(fakeOmsOf(['--scenario', 'nonsense']));
  });

  it('knows only POST on its path, and says what every answer says', async () => {
    const fake = await fakeOmsOf(['--base', '/oms', '--password', 'p']);
    try {
      const authorization = `Basic ${Buffer.from('ops@corp:p').toString('base64')}`;
      const ask = (path: string, init: RequestInit): Promise<Response> =>
        fetch(`http://127.0.0.1:${String(fake.port)}${path}`, init);
      assert.equal((await ask('/oms/api/v2?Action=ListProjects', { method: 'GET' })).status, 404);
      assert.equal((await ask('/api/v2?Action=ListProjects', { method: 'POST' })).status, 404);
      assert.equal((await ask('/oms/api/v2?Action=ListProjects', { method: 'POST' })).status, 401);
      const headers = { authorization, 'content-type': 'application/json' };
      const post = (action: string, body: object): Promise<Response> =>
        ask(`/oms/api/v2?Action=${action}`, { method: 'POST', headers, body: JSON.stringify(body) });
      const whole = (await (await post('ListProjects', { pageSize: 1 })).json()) as Record<string, unknown>;
      assert.deepEqual(Object.keys(whole).sort(), [
        'advice',
        'code',
        'cost',
        'data',
        'errorDetail',
        'message',
        'pageNumber',
        'pageSize',
        'requestId',
        'success',
        'totalCount',
      ]);
      for (const [action, body] of [
        ['ListProjects', { pageSize: 151 }],
        ['ListProjects', { pageSize: 0 }],
        ['NoSuchAction', {}],
        ['DescribeProject', {}],
      ] as const) {
        const answer = (await (await post(action, body)).json()) as Record<string, unknown>;
        assert.equal(answer['success'], false);
        assert.equal(answer['code'], 'PARAM_ERROR');
      }
    } finally {
      await fake.close();
    }
  });
});
