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

  it('S8, S11: sends nothing further from the moment at which the right to run is lost', async () => {
    const toy = server();
    const result = await run(toy, (sent) => sent < 1);
    assert.equal(toy.log.length, 1);
    assert.notEqual(result.outcome, 'succeeded');
    assert.equal(result.error?.code, 'lock');
  });
});
