/** What a channel is sent as a test, over HTTPS to a receiver: as a real alert looks there, and marked, so that nobody takes it for one. */
import assert from 'node:assert/strict';
import { formatMessage } from '../../src/alert/channels/formatMessage.ts';
import { sampleContent } from '../../src/alert/channels/messageContent.ts';
import type { ChannelTest } from '../../src/alert/channelDesk.ts';
import { channelKinds } from '../../src/alert/model/channel.ts';
import type { Channel, ChannelKind } from '../../src/alert/model/channel.ts';
import { english } from '../../src/schema/phrase.ts';
import { webhookSender } from '../../src/webhook/postWebhook.ts';
import { nodeSigning } from '../../src/webhook/signing.ts';
import { answers, startReceiver } from '../support/webhook/hostileReceiver.ts';
import type { HostileReceiver } from '../support/webhook/hostileReceiver.ts';
import { AlertWorld, fires, minute, play } from './alertWorld.ts';

/** A yes in the words of each receiver. */
const yes: Readonly<Record<ChannelKind, string>> = {
  generic: '',
  slack: 'ok',
  dingtalk: '{"errcode":0}',
  feishu: '{"code":0}',
  wecom: '{"errcode":0}',
  teams: '',
};

/** As it is, and as the Markdown of chats has it, inside JSON. */
const marks = /(?:\[TEST\]|\\\\\[TEST\\\\\]) /g;

describe('the test message of a channel', () => {
  let receiver: HostileReceiver;
  let world: AlertWorld;

  before(async () => (receiver = await startReceiver()));
  beforeEach(() => {
    receiver.received.length = 0;
    world = new AlertWorld();
  });
  after(() => receiver.stop());

  async function tested(kind: ChannelKind, change: Partial<Channel> = {}): Promise<ChannelTest> {
    const { host } = new URL(receiver.url);
    const { id } = await world.channel({ kind, host, allowsPrivate: true, ...change });
    receiver.behaves = answers(200, {}, yes[kind]);
    return await world
      .desk({ sender: webhookSender({ ca: receiver.ca }) })
      .test(id, new AbortController().signal);
  }

  function body(): string {
    assert.equal(receiver.received.length, 1);
    return receiver.received[0]?.body ?? '';
  }

  for (const kind of channelKinds) {
    it(`${kind}: is a sample alert in the channel’s own words, marked`, async () => {
      const own = {
        titleTemplate: 'Own {{total}}: {{event}}',
        template: '{{level}} of {{count}}!',
        bodyTemplate: '{"own":"{{level}}","says":"{{message}}","all":{{alerts_json}}}',
      };
      const { verdict, problem } = await tested(kind, own);
      assert.deepEqual([verdict, problem], [{ kind: 'delivered' }, null]);
      assert.equal(typeof JSON.parse(body()), 'object');
      if (kind === 'generic') {
        assert.match(body(), /^\{"own":"HIGH","says":"\[TEST\] Run \w+ of task \w+ failed\."/);
      } else {
        assert.match(body(), /TEST[^"]* Own 1: oms/);
        assert.match(body(), /HIGH of 2!/);
      }
    });

    it(`${kind}: is but for the mark what an alert is`, async () => {
      await tested(kind);
      const at = world.clock.now();
      const [channel] = (await world.store.settings()).channels;
      assert.ok(channel);
      const content = { ...sampleContent(at, (alert) => `vscode://shadow-sync/alert/${alert}`), id: 'uid-1' };
      const real = formatMessage(channel, content, { url: 'https://h/', secret: '' }, nodeSigning);
      assert.match(body(), marks);
      assert.equal(body().replaceAll(marks, '').replace('alert.test', 'alert.first'), real.body);
    });
  }

  it('says which template is wrong and how, and sends the default in its place', async () => {
    const { verdict, problem } = await tested('generic', { bodyTemplate: '{"a": {{message}}}' });
    assert.deepEqual(verdict, { kind: 'delivered' });
    assert.match(
      english(problem ?? ''),
      /^The JSON body of the channel’s messages is wrong.*is no JSON.*quotes/,
    );
    assert.equal((JSON.parse(body()) as { type?: string }).type, 'shadow-sync.alert.test');
  });

  it('keeps what is right of a channel of which one template is wrong, and names each that is', async () => {
    const right = { titleTemplate: '{{nobody}}', template: 'Own {{level}}' };
    const first = await tested('slack', right);
    assert.match(english(first.problem ?? ''), /^The title of the channel’s messages is wrong.*nobody/);
    assert.match(body(), /"text":"\[TEST\] \[HIGH\] Sync.*Own HIGH/);
    receiver.received.length = 0;
    const both = await tested('slack', { id: 'c2', titleTemplate: '{{nobody}}', template: '{{summary}}' });
    assert.match(english(both.problem ?? ''), /The title of .*The text of each alert of /);
  });

  it('says a wrong template also when the receiver says no', async () => {
    const { host } = new URL(receiver.url);
    const { id } = await world.channel({ host, allowsPrivate: true, bodyTemplate: '{' });
    receiver.behaves = answers(400);
    const desk = world.desk({ sender: webhookSender({ ca: receiver.ca }) });
    const { verdict, problem } = await desk.test(id, new AbortController().signal);
    assert.deepEqual(verdict, { kind: 'refused' });
    assert.match(english(problem ?? ''), /JSON body/);
  });

  it('a real alert is not lost to a wrong template either', async () => {
    await world.channel({ bodyTemplate: '{"a": {{message}}}' });
    await play(world, [fires(0, 'a')], minute);
    assert.deepEqual(
      world.sent.map(({ request }) => (JSON.parse(request.body) as { type?: string }).type),
      ['shadow-sync.alert.first'],
    );
  });
});
