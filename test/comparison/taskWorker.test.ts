import assert from 'node:assert/strict';
import { makeTaskWorker } from '../../src/comparison/taskWorker.ts';
import { defaultRunPolicy } from '../../src/task/runPolicy.ts';
import type { RunResult } from '../../src/task/runResult.ts';
import { ToyServer } from '../support/toyServer.ts';
import { sampleIntent } from '../task/sampleTasks.ts';
import { toyWorld } from './toyWorld.ts';

const signal = new AbortController().signal;

describe('task worker', () => {
  const server = (): ToyServer =>
    new ToyServer()
      .table('shop', 'a', ['id int'])
      .table('shop', 'b', ['id int'])
      .table('shop', 'c', ['id int']);

  function run(toy: ToyServer, mayGoOn: (sent: number) => boolean): Promise<RunResult> {
    const worker = makeTaskWorker(toyWorld(toy).services);
    const intent = sampleIntent();
    return worker.withSession('c1', signal, async (session) => {
      const { plan } = await session.plan(intent, signal);
      return await session.run(plan, {
        run: 'r1',
        policy: defaultRunPolicy,
        signal,
        mayGoOn: () => mayGoOn(toy.log.length),
        onEvent: () => undefined,
      });
    });
  }

  it('plans from the live tables and runs', async () => {
    const toy = server();
    const result = await run(toy, () => true);
    assert.equal(result.outcome, 'succeeded');
    assert.equal(toy.log.length, 3);
  });

  it('takes confirmed shadows by their names, not as patterns', async () => {
    const toy = server().table('shop', '__test_a', ['other int', 'more int']);
    const worker = makeTaskWorker(toyWorld(toy).services);
    const codesWith = (adopt: readonly string[]): Promise<readonly string[]> =>
      worker.withSession('c1', signal, async (session) => {
        const { plan } = await session.plan({ ...sampleIntent(), adopt }, signal);
        return plan.groups
          .flatMap(({ statements }) => statements)
          .flatMap(({ findings }) => findings.map(({ code }) => code));
      });
    assert.ok((await codesWith(['__test_*'])).includes('SS116'));
    assert.ok(!(await codesWith(['__test_a'])).includes('SS116'));
  });

  it('S8, S11: sends nothing further from the moment at which the right to run is lost', async () => {
    const toy = server();
    const result = await run(toy, (sent) => sent < 1);
    assert.equal(toy.log.length, 1);
    assert.notEqual(result.outcome, 'succeeded');
    assert.equal(result.error?.code, 'lock');
  });
});
