/** What channels are sent, and what their answers mean (W5, W-09, W-10, oms.md §9). */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { formatMessage } from '../../src/alert/channels/formatMessage.ts';
import { judgeAnswer } from '../../src/alert/channels/judgeAnswer.ts';
import { messageContent } from '../../src/alert/channels/messageContent.ts';
import { applySignals } from '../../src/alert/applySignals.ts';
import { checkTemplates } from '../../src/alert/channels/template.ts';
import type { WebhookRequest } from '../../src/alert/alertPorts.ts';
import type { Alert } from '../../src/alert/model/alert.ts';
import { emptyBoard } from '../../src/alert/model/board.ts';
import { channelKinds, defaultChannel } from '../../src/alert/model/channel.ts';
import type { Channel, ChannelKind } from '../../src/alert/model/channel.ts';
import { readRetryAfter, retryDelay } from '../../src/alert/notify/retryDelay.ts';
import { nodeSigning } from '../../src/webhook/signing.ts';
import { answered, raise } from './alertWorld.ts';

let at = Date.now();

function alertOf(outside = 'It failed.', message = 'secret row data'): Alert {
  const [alert] = applySignals(emptyBoard, [raise('a', at, { outside, message })], () => 'a1').alerts;
  assert.ok(alert);
  return alert;
}

function channelOf(kind: ChannelKind, change: Partial<Channel> = {}): Channel {
  return { ...defaultChannel, id: 'c1', name: 'Ops', host: 'h', kind, ...change };
}

function format(
  kind: ChannelKind,
  alerts: readonly Alert[],
  secret = '',
  change: Partial<Channel> = {},
): WebhookRequest {
  const content = messageContent({ id: 'd1', reason: 'first', at }, alerts, (id) => `vscode://x/alert/${id}`);
  return formatMessage(channelOf(kind, change), content, { url: 'https://h/?token=t', secret }, nodeSigning);
}

describe('messages to channels', () => {
  // A receiver takes no message that is five minutes old, and the tests of other files take longer.
  beforeEach(() => (at = Date.now()));

  it('generic: signed so that an independent library verifies it, also with two secrets', () => {
    const secrets = [
      'whsec_' + Buffer.alloc(32, 1).toString('base64'),
      'whsec_' + Buffer.alloc(32, 2).toString('base64'),
    ];
    const { body, headers } = format('generic', [alertOf()], secrets.join(' '));
    for (const secret of secrets)
      assert.deepEqual(new Webhook(secret).verify(body, { ...headers }), JSON.parse(body));
    assert.throws(() =>
      new Webhook(secrets[0] ?? '').verify(body.replace('failed', 'worked'), { ...headers }),
    );
    assert.equal(headers['webhook-id'], 'd1');
  });

  it('generic: refuses a secret that is none, without repeating it', () => {
    assert.throws(
      () => format('generic', [alertOf()], 'c4nary!'),
      (error: Error) => !error.message.includes('c4nary'),
    );
  });

  it('DingTalk: timestamp and signature in the address', () => {
    const { url } = format('dingtalk', [alertOf()], 'SEC1');
    const { searchParams } = new URL(url);
    const timestamp = searchParams.get('timestamp') ?? '';
    const expected = createHmac('sha256', 'SEC1').update(`${timestamp}\nSEC1`).digest('base64');
    assert.equal(searchParams.get('sign'), expected);
    assert.equal(timestamp, String(at));
    assert.equal(searchParams.get('token'), 't');
  });

  it('Feishu: timestamp and signature in the body', () => {
    const body = JSON.parse(format('feishu', [alertOf()], 'SEC1').body) as {
      timestamp: string;
      sign: string;
    };
    assert.equal(body.timestamp, String(Math.floor(at / 1000)));
    assert.equal(body.sign, createHmac('sha256', `${body.timestamp}\nSEC1`).update('').digest('base64'));
  });

  for (const kind of channelKinds) {
    it(`W-10, W5: ${kind}: a name can't call anybody, link anywhere or hide`, () => {
      const evil = '<!channel> <@U1> <at user_id="all"> @all [x](https://evil) **b** \u202e"},{"';
      const { body } = format(kind, [alertOf(evil)]);
      const value: unknown = JSON.parse(body);
      assert.equal(typeof value, 'object');
      if (kind === 'generic' || kind === 'feishu') return; // Theirs are texts that nothing is looked for in.
      assert.ok(!body.includes('<!channel>') && !body.includes('<@U1>') && !body.includes('<at '), body);
      assert.ok(!body.includes('\u202e'));
      if (kind !== 'slack') assert.ok(!body.includes('@all') && !body.includes('](https://'), body);
    });

    it(`W-09, W2: ${kind}: nothing of what a server said is in a message`, () => {
      assert.ok(!format(kind, [alertOf()]).body.includes('secret row data'));
    });

    it(`D7: ${kind}: stays below 20 kB, and says how many are left out`, () => {
      const many = Array.from({ length: 100 }, () => alertOf('错'.repeat(5000)));
      const { body } = format(kind, many);
      assert.ok(Buffer.byteLength(body) <= 20_000, String(Buffer.byteLength(body)));
      assert.ok(/9\d/.test(body));
    });
  }

  it('fills templates in, and nothing that is filled in ends a JSON text', () => {
    const bodyTemplate = '{"t":"{{level}}: {{message}}","all":{{alerts_json}}}';
    const { body } = format('generic', [alertOf('a "quote" \\ and\nline')], '', { bodyTemplate });
    const value = JSON.parse(body) as { t: string; all: readonly unknown[] };
    assert.equal(value.t, 'HIGH: a "quote" \\ and\nline');
    assert.equal(value.all.length, 1);
    assert.ok(format('slack', [alertOf()], '', { template: 'Look: {{id}}' }).body.includes('Look: a1'));
    assert.throws(
      () => checkTemplates(channelOf('slack'), { ...defaultChannel, template: '{{password}}' }),
      /no placeholder password/,
    );
    assert.throws(
      () => checkTemplates(channelOf('generic'), { ...defaultChannel, bodyTemplate: '{"a": {{message}}}' }),
      /no JSON/,
    );
  });
});

describe('answers of channels', () => {
  const cases: readonly (readonly [ChannelKind, number, string, string])[] = [
    ['generic', 204, '', 'delivered'],
    ['generic', 302, '', 'refused'],
    ['generic', 400, '', 'refused'],
    ['generic', 401, '', 'refused'],
    ['generic', 408, '', 'retry'],
    ['generic', 410, '', 'gone'],
    ['generic', 425, '', 'retry'],
    ['generic', 429, '', 'retry'],
    ['generic', 503, '', 'retry'],
    ['slack', 200, 'ok', 'delivered'],
    ['slack', 200, 'invalid_payload', 'refused'],
    ['dingtalk', 200, '{"errcode":0,"errmsg":"ok"}', 'delivered'],
    ['dingtalk', 200, '{"errcode":310000,"errmsg":"sign not match"}', 'refused'],
    ['dingtalk', 200, '{"errcode":130101}', 'retry'],
    ['wecom', 200, '{"errcode":93000}', 'refused'],
    ['wecom', 200, '{"errcode":45009}', 'retry'],
    ['wecom', 200, '<html>', 'refused'],
    ['feishu', 200, '{"code":0,"msg":"success"}', 'delivered'],
    ['feishu', 200, '{"StatusCode":0}', 'delivered'],
    ['feishu', 200, '{"code":19021}', 'refused'],
    ['feishu', 200, '{"code":11232}', 'retry'],
    ['teams', 202, '', 'delivered'],
    [
      'teams',
      200,
      'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429',
      'retry',
    ],
    [
      'teams',
      200,
      'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413',
      'refused',
    ],
  ];
  for (const [kind, status, body, expected] of cases) {
    it(`${kind}: ${String(status)} ${body} is ${expected}`, () => {
      assert.equal(judgeAnswer(channelOf(kind), answered(status, { body }), at, at).verdict.kind, expected);
    });
  }

  it('generic: may want certain fields in the answer', () => {
    const channel = channelOf('generic', { expects: [{ field: 'ok', value: true }] });
    const kindOf = (body: string): string =>
      judgeAnswer(channel, answered(200, { body }), at, at).verdict.kind;
    assert.deepEqual(
      [kindOf('{"ok":true,"x":1}'), kindOf('{"ok":false}'), kindOf('garbage')],
      ['delivered', 'refused', 'refused'],
    );
  });

  it('D3, D4: pauses grow, are jittered and bounded; Retry-After comes first, in both forms', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    const bounds = [1, 2, 3, 4].map((tries) => [
      retryDelay(tries, null, () => 0),
      retryDelay(tries, null, () => 1),
    ]);
    assert.deepEqual(bounds, [
      [10_000, 20_000],
      [60_000, 120_000],
      [360_000, 720_000],
      [1_200_000, 2_400_000],
    ]);
    assert.equal(
      retryDelay(1, 120_000, () => 0),
      120_000,
    );
    assert.equal(
      retryDelay(1, 10 ** 12, () => 0),
      6 * 3_600_000,
    );
    assert.equal(readRetryAfter('120', now), 120_000);
    assert.equal(readRetryAfter('Thu, 01 Jan 2026 00:02:00 GMT', now), 120_000);
    assert.equal(readRetryAfter('Thu, 01 Jan 2025 00:02:00 GMT', now), 0);
    for (const none of [null, '', 'soon', '-5', '1.5', '2026-01-01'])
      assert.equal(readRetryAfter(none, now), null);
  });
});
