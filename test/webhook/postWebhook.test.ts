/** The way out of this computer, against a receiver that does its worst (W-01, W-02, W-08, reliability.md §9). */
import assert from 'node:assert/strict';
import type { WebhookAnswer } from '../../src/alert/alertPorts.ts';
import { webhookSender } from '../../src/webhook/postWebhook.ts';
import type { WebhookOptions } from '../../src/webhook/postWebhook.ts';
import { mayReach } from '../../src/webhook/publicAddress.ts';
import {
  answers,
  dripsBody,
  floods,
  neverAnswers,
  resets,
  startReceiver,
} from '../support/webhook/hostileReceiver.ts';
import type { HostileReceiver } from '../support/webhook/hostileReceiver.ts';

describe('posting a webhook', () => {
  let receiver: HostileReceiver;
  let other: HostileReceiver;
  before(async () => {
    receiver = await startReceiver();
    other = await startReceiver();
  });
  beforeEach(() => {
    receiver.received.length = 0;
    other.received.length = 0;
    receiver.behaves = answers(200);
  });
  after(async () => {
    await receiver.stop();
    await other.stop();
  });

  function post(
    url = `${receiver.url}/hook?token=c4nary`,
    options: WebhookOptions = {},
    allowsPrivate = true,
  ): Promise<WebhookAnswer> {
    const sender = webhookSender({ ca: receiver.ca, timeoutMs: 60_000, ...options });
    const request = { url, headers: { 'x-secret': 'c4nary' }, body: '{"a":"ü"}', allowsPrivate };
    return sender.post(request, new AbortController().signal);
  }

  it('posts headers and body, and gives the answer', async () => {
    receiver.behaves = answers(202, { 'retry-after': '7' }, 'fine');
    const answer = await post();
    assert.deepEqual(
      { ...answer, ms: 0 },
      { kind: 'answered', status: 202, retryAfter: '7', body: 'fine', isCut: false, ms: 0 },
    );
    assert.equal(receiver.received[0]?.body, '{"a":"ü"}');
    assert.equal(receiver.received[0].headers['x-secret'], 'c4nary');
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`W-01: does not follow ${String(status)}`, async () => {
      receiver.behaves = answers(status, { location: `${other.url}/stolen` });
      const answer = await post();
      assert.equal(answer.kind === 'answered' ? answer.status : null, status);
      assert.equal(other.received.length, 0);
    });
  }

  const inside = [
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://10.1.2.3/',
    'https://192.168.0.1/',
    'https://100.64.0.1/',
    'https://[fd12::1]/',
    'https://localhost/',
  ];
  for (const url of inside) {
    it(`W-02: refuses ${url}`, async () => {
      const answer = await post(url, {}, false);
      assert.equal(answer.kind === 'no-answer' ? answer.why : '', 'refused-address');
    });
  }

  const never = [
    '169.254.169.254',
    '100.100.100.200',
    'fe80::1',
    'fd00:ec2::254',
    '::ffff:a9fe:a9fe',
    '0.0.0.0',
    '::',
    '224.0.0.1',
  ];
  for (const address of never) {
    it(`W-02: never reaches ${address}, though private addresses are allowed`, () => {
      assert.equal(mayReach(address, true), false);
    });
  }

  it('W-02, O-85: refuses a name of which one address is private, and connects to none of them', async () => {
    const resolve = (): Promise<{ address: string; family: number }[]> =>
      Promise.resolve([
        { address: '93.184.216.34', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ]);
    const answer = await post(`https://rebind.example:${new URL(receiver.url).port}/`, { resolve }, false);
    assert.equal(answer.kind === 'no-answer' ? answer.why : '', 'refused-address');
    assert.equal(receiver.received.length, 0);
  });

  it('connects to the address that was checked, with the name’s certificate', async () => {
    let asked = 0;
    const resolve = (): Promise<{ address: string; family: number }[]> => {
      asked += 1;
      return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    };
    const { port } = new URL(receiver.url);
    assert.equal((await post(`https://localhost:${port}/`, { resolve })).kind, 'answered');
    const wrong = await post(`https://other.example:${port}/`, { resolve });
    assert.equal(wrong.kind === 'no-answer' ? wrong.why : '', 'tls');
    assert.equal(asked, 2);
  });

  it('refuses plain http, accounts in the address, and what is no address, without repeating any of it', async () => {
    for (const url of [
      receiver.url.replace('https', 'http'),
      receiver.url.replace('//', '//u:c4nary@'),
      'c4nary',
    ]) {
      const answer = await post(url);
      assert.deepEqual({ ...answer, ms: 0 }, { kind: 'no-answer', why: 'bad-url', code: '', ms: 0 });
    }
  });

  it('W-08: gives up on a receiver that never answers', async () => {
    receiver.behaves = neverAnswers;
    const answer = await post(undefined, { timeoutMs: 300 });
    assert.equal(answer.kind === 'no-answer' ? answer.why : '', 'timeout');
  });

  it('W-08: a body that never ends is cut at the time; the status counts', async () => {
    receiver.behaves = dripsBody;
    const answer = await post(undefined, { timeoutMs: 3000 });
    assert.ok(answer.kind === 'answered' && answer.isCut && answer.status === 200, JSON.stringify(answer));
  });

  it('W-08: reads 64 KiB of a gigabyte', async () => {
    receiver.behaves = floods;
    const answer = await post();
    assert.ok(answer.kind === 'answered' && answer.isCut && answer.body.length === 64 * 1024);
  });

  it('says what the network did: a reset, nobody there, a name that is not there', async () => {
    receiver.behaves = resets;
    const reset = await post();
    assert.equal(reset.kind === 'no-answer' ? reset.why : '', 'network');
    const unknown = await post('https://nowhere.invalid/', {
      resolve: () => Promise.reject(Object.assign(new Error('c4nary'), { code: 'ENOTFOUND' })),
    });
    assert.deepEqual(
      { ...unknown, ms: 0 },
      { kind: 'no-answer', why: 'unknown-host', code: 'ENOTFOUND', ms: 0 },
    );
  });

  it('PR9: no answer holds the address or a header', async () => {
    for (const behaves of [answers(500), neverAnswers, resets, answers(302, { location: 'https://x/' })]) {
      receiver.behaves = behaves;
      assert.ok(!JSON.stringify(await post(undefined, { timeoutMs: 200 })).includes('c4nary'));
    }
  });
});
