import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { Port } from '../../src/protocol/channel.ts';
import { list, nothing, wholeNumber } from '../../src/protocol/contract.ts';
import type { PanelContract } from '../../src/protocol/contract.ts';
import { openHostEnd } from '../../src/protocol/hostEnd.ts';
import { openPanelEnd } from '../../src/protocol/panelEnd.ts';
import { RequestError } from '../../src/protocol/requestError.ts';

const contract = {
  requests: {
    add: {
      params: v.strictObject({ numbers: list(v.number()) }),
      result: v.strictObject({ sum: v.number() }),
    },
    wait: { params: nothing, result: nothing },
    fail: { params: nothing, result: nothing },
  },
  events: { count: v.strictObject({ count: wholeNumber }) },
} satisfies PanelContract;

/** Two ends of one wire. Messages are JSON, as a webview's are, and arrive later, as a webview's do. */
function wire(): {
  readonly host: Port;
  readonly panel: Port;
  readonly toHost: unknown[];
  readonly toPanel: unknown[];
} {
  const toHost: unknown[] = [];
  const toPanel: unknown[] = [];
  const hostListeners = new Set<(message: unknown) => void>();
  const panelListeners = new Set<(message: unknown) => void>();
  const end = (sent: unknown[], theirs: typeof hostListeners, mine: typeof hostListeners): Port => ({
    post: (message) => {
      const copy: unknown = JSON.parse(JSON.stringify(message));
      sent.push(copy);
      queueMicrotask(() => {
        for (const listener of theirs) listener(copy);
      });
    },
    receive: (listener) => {
      mine.add(listener);
      return () => mine.delete(listener);
    },
  });
  return {
    host: end(toPanel, panelListeners, hostListeners),
    panel: end(toHost, hostListeners, panelListeners),
    toHost,
    toPanel,
  };
}

function open() {
  const { host, panel, toHost, toPanel } = wire();
  const refused: string[] = [];
  const dropped: string[] = [];
  const counts: number[] = [];
  const signals: AbortSignal[] = [];
  const hostEnd = openHostEnd({
    contract,
    port: host,
    describeError: () => ({ code: 'statement', message: 'It failed.', remedy: 'Try again.' }),
    onRefused: (reason) => refused.push(reason),
    handlers: {
      add: ({ numbers }) => ({ sum: numbers.reduce((sum, one) => sum + one, 0) }),
      wait: (_params, signal) => {
        signals.push(signal);
        return new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            resolve({});
          });
        });
      },
      fail: () => {
        throw new Error('a password is in this message');
      },
    },
  });
  const panelEnd = openPanelEnd({
    contract,
    port: panel,
    onEvent: { count: ({ count }) => counts.push(count) },
    onRefused: (reason) => dropped.push(reason),
  });
  return { hostEnd, panelEnd, host, panel, toHost, toPanel, refused, dropped, counts, signals };
}

/** The wire carries a message in one turn, and its answer in others. */
async function turns(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

const request = (id: number, name: string, body: unknown): unknown => ({
  v: 1,
  id,
  kind: 'request',
  name,
  body,
});

describe('the channel between editor and panel', () => {
  it('answers a request', async () => {
    const { panelEnd } = open();
    assert.deepEqual(await panelEnd.request('add', { numbers: [1, 2, 3] }), { sum: 6 });
  });

  it('keeps requests apart that are under way together', async () => {
    const { panelEnd } = open();
    const answers = await Promise.all([1, 2, 3].map((n) => panelEnd.request('add', { numbers: [n] })));
    assert.deepEqual(answers, [{ sum: 1 }, { sum: 2 }, { sum: 3 }]);
  });

  it('hands an error over as its description, never as itself', async () => {
    const { panelEnd, toPanel } = open();
    await assert.rejects(panelEnd.request('fail', {}), (error) => {
      assert.ok(error instanceof RequestError);
      assert.deepEqual([error.code, error.message, error.remedy], ['statement', 'It failed.', 'Try again.']);
      return true;
    });
    assert.ok(!JSON.stringify(toPanel).includes('password'));
  });

  it('brings events', async () => {
    const { hostEnd, counts } = open();
    hostEnd.emit('count', { count: 7 });
    await turns();
    assert.deepEqual(counts, [7]);
  });

  it('cancels: the handler is told, the request ends, its late answer is nobody’s', async () => {
    const { panelEnd, signals, toPanel, dropped } = open();
    const abort = new AbortController();
    const waiting = panelEnd.request('wait', {}, abort.signal);
    await turns();
    abort.abort();
    await assert.rejects(waiting, { code: 'cancelled' });
    await turns();
    assert.equal(signals[0]?.aborted, true);
    assert.deepEqual(toPanel, []);
    assert.deepEqual(dropped, []);
  });

  it('does not send a request whose signal is over already', async () => {
    const { panelEnd, toHost } = open();
    await assert.rejects(panelEnd.request('add', { numbers: [] }, AbortSignal.abort()), {
      code: 'cancelled',
    });
    assert.deepEqual(toHost, []);
  });

  it('ends what waits when the panel’s end is closed', async () => {
    const { panelEnd } = open();
    const waiting = panelEnd.request('wait', {});
    panelEnd.close();
    await assert.rejects(waiting, { code: 'cancelled' });
  });

  it('cancels what runs when the editor’s end is closed, and answers nothing any more', async () => {
    const { panelEnd, hostEnd, signals, toPanel } = open();
    void panelEnd.request('wait', {}).catch(() => undefined);
    await turns();
    hostEnd.close();
    hostEnd.emit('count', { count: 1 });
    await turns();
    assert.equal(signals[0]?.aborted, true);
    assert.deepEqual(toPanel, []);
  });
});

describe('the editor’s end (U7, U-05)', () => {
  const cases: readonly { readonly title: string; readonly message: unknown; readonly id: number }[] = [
    { title: 'an unknown request', message: request(5, 'drop', {}), id: 5 },
    { title: 'a request named as a built-in', message: request(5, 'constructor', {}), id: 5 },
    {
      title: 'parameters of another shape',
      message: request(6, 'add', { numbers: 'DROP TABLE orders' }),
      id: 6,
    },
    {
      title: 'parameters with more than agreed',
      message: request(7, 'add', { numbers: [], sql: 'x' }),
      id: 7,
    },
    { title: 'another version', message: { v: 2, id: 8, kind: 'request', name: 'add', body: {} }, id: 8 },
    { title: 'an event', message: { v: 1, id: 9, kind: 'event', name: 'count', body: { count: 1 } }, id: 9 },
    {
      title: 'more than 1 MiB, of the right shape,',
      message: request(10, 'add', { numbers: new Array<number>(600_000).fill(1) }),
      id: 10,
    },
    { title: 'a text', message: 'add', id: 0 },
    { title: 'nothing', message: null, id: 0 },
    { title: 'a negative number', message: request(-1, 'add', { numbers: [] }), id: 0 },
    { title: 'a fraction as number', message: request(1.5, 'add', { numbers: [] }), id: 0 },
  ];

  for (const { title, message, id } of cases) {
    it(`answers ${title} with an error and goes on`, async () => {
      const { panel, panelEnd, toPanel, refused } = open();
      panel.post(message);
      await turns();
      assert.equal(refused.length, 1);
      const [answer] = v.parse(
        v.array(v.object({ id: v.number(), kind: v.string(), body: v.object({ code: v.string() }) })),
        toPanel,
      );
      assert.deepEqual([answer?.id, answer?.kind, answer?.body.code], [id, 'error', 'protocol']);
      assert.deepEqual(await panelEnd.request('add', { numbers: [1] }), { sum: 1 });
    });
  }

  it('never repeats what was refused', async () => {
    const { panel, toPanel, refused } = open();
    panel.post(request(1, 'add', { numbers: 'hunter2', 'hunter2 <b>': 1 }));
    panel.post(request(2, 'hunter2', {}));
    panel.post({ hunter2: true });
    await turns();
    const [, second] = toPanel;
    assert.equal(refused.length, 3);
    assert.ok(!JSON.stringify([refused, toPanel[0], toPanel[2]]).includes('hunter2'));
    // The name of a request is its caller's own, and goes back with the answer as the envelope's.
    assert.ok(!JSON.stringify(v.parse(v.object({ body: v.unknown() }), second)).includes('hunter2'));
  });

  it('refuses a number that is in use', async () => {
    const { panel, refused, signals } = open();
    panel.post(request(1, 'wait', {}));
    panel.post(request(1, 'wait', {}));
    await turns();
    assert.equal(signals.length, 1);
    assert.equal(refused.length, 1);
  });

  it('takes a cancel of nothing calmly', async () => {
    const { panel, toPanel, refused } = open();
    panel.post({ v: 1, id: 99, kind: 'cancel', name: 'wait', body: {} });
    await turns();
    assert.deepEqual([toPanel, refused], [[], []]);
  });
});

describe('the panel’s end', () => {
  it('refuses an answer of another shape', async () => {
    const { panelEnd, host } = open();
    const waiting = panelEnd.request('wait', {});
    host.post({ v: 1, id: 1, kind: 'result', name: 'wait', body: { more: 1 } });
    await assert.rejects(waiting, { code: 'protocol' });
  });

  it('refuses an error that is none', async () => {
    const { panelEnd, host } = open();
    const waiting = panelEnd.request('wait', {});
    host.post({ v: 1, id: 1, kind: 'error', name: 'wait', body: { stack: 'at …' } });
    await assert.rejects(waiting, { code: 'protocol' });
  });

  it('drops what is none of the contract’s, and says so once each', async () => {
    const { host, counts, dropped } = open();
    host.post('count');
    host.post({ v: 1, id: 0, kind: 'event', name: 'other', body: {} });
    host.post({ v: 1, id: 0, kind: 'event', name: 'count', body: { count: -1 } });
    host.post(request(1, 'add', { numbers: [] }));
    await turns();
    assert.equal(dropped.length, 4);
    assert.deepEqual(counts, []);
  });
});
