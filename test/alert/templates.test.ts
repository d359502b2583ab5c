/** The user's own texts of messages: what may stand in them, what becomes of them, and what a preview shows. */
import assert from 'node:assert/strict';
import type { WebhookRequest } from '../../src/alert/alertPorts.ts';
import { applySignals } from '../../src/alert/applySignals.ts';
import { formatMessage } from '../../src/alert/channels/formatMessage.ts';
import { messageContent } from '../../src/alert/channels/messageContent.ts';
import { previewMessage } from '../../src/alert/channels/previewMessage.ts';
import {
  checkTemplates,
  fieldsOf,
  startingTemplates,
  templateFields,
  templateProblems,
} from '../../src/alert/channels/template.ts';
import type { Templates } from '../../src/alert/channels/template.ts';
import { emptyBoard } from '../../src/alert/model/board.ts';
import { channelKinds, defaultChannel } from '../../src/alert/model/channel.ts';
import type { Channel, ChannelKind } from '../../src/alert/model/channel.ts';
import { readChannel } from '../../src/alert/model/readSettings.ts';
import { english } from '../../src/schema/phrase.ts';
import { nodeSigning } from '../../src/webhook/signing.ts';
import { AlertWorld, raise } from './alertWorld.ts';

const at = Date.UTC(2026, 10, 21);
const linkTo = (id: string): string => `vscode://x/alert/${id}`;
const none: Templates = { titleTemplate: null, template: null, bodyTemplate: null };

function channelOf(kind: ChannelKind, change: Partial<Channel> = {}): Channel {
  return { ...defaultChannel, id: 'c1', name: 'Ops', host: 'h', kind, ...change };
}

function problem(kind: ChannelKind, templates: Partial<Templates>): string {
  return templateProblems({ kind }, { ...none, ...templates })
    .map(({ field, said, remedy }) => `${field}: ${english(said)} ${english(remedy)}`)
    .join('\n');
}

function sent(kind: ChannelKind, change: Partial<Channel>, howMany = 1): WebhookRequest {
  const raised = Array.from({ length: howMany }, (_, i) => raise(`t${String(i)}`, at));
  let count = 0;
  const { alerts } = applySignals(emptyBoard, raised, () => `a${String((count += 1))}`);
  const content = messageContent({ id: 'd1', reason: 'first', at }, alerts, linkTo);
  return formatMessage(channelOf(kind, change), content, { url: 'https://h/', secret: '' }, nodeSigning);
}

describe('templates of channels', () => {
  it('are read where the kind has them, and a channel of before has no title of its own', () => {
    const { titleTemplate, ...before } = channelOf('slack');
    assert.equal(titleTemplate, null);
    assert.deepEqual(readChannel(before), channelOf('slack'));
    assert.deepEqual(fieldsOf({ kind: 'generic' }), ['bodyTemplate']);
    // Left over from another kind, it disturbs nobody.
    assert.equal(problem('slack', { bodyTemplate: 'no JSON' }), '');
    assert.equal(problem('generic', { template: '{{password}}' }), '');
  });

  it('say which field is wrong and how, each of them', () => {
    assert.equal(
      problem('slack', { titleTemplate: '{{alerts_json}}', template: 'x'.repeat(4001) }),
      'titleTemplate: There is no placeholder alerts_json. These are known: event, title, level, status, source, message, count, startsAt, endsAt, link, id, summary, total.\n' +
        'template: This is longer than 4000 characters. Make it shorter.',
    );
    assert.match(
      problem('teams', { template: '{{summary}}' }),
      /^template: There is no placeholder summary\./,
    );
    assert.match(problem('generic', { bodyTemplate: '{"a": {{message}}}' }), /^bodyTemplate: .* no JSON/);
    assert.throws(() => checkTemplates({ kind: 'generic' }, { ...none, bodyTemplate: '{' }), /no JSON/);
  });

  it('a list of JSON in quotes would end them, so it is refused', () => {
    assert.match(problem('generic', { bodyTemplate: '{"all":"{{alerts_json}}"}' }), /no JSON/);
    assert.equal(problem('generic', { bodyTemplate: '{"all":{{alerts_json}}}' }), '');
  });

  it('every placeholder that is offered is known and has a value', () => {
    for (const kind of channelKinds) {
      for (const field of fieldsOf({ kind })) {
        for (const name of templateFields[field].names) {
          const template = name.endsWith('_json') ? `{{${name}}}` : `"{{${name}}}"`;
          assert.equal(problem(kind, { [field]: template }), '', name);
          const shown = previewMessage(channelOf(kind, { [field]: template }), at, linkTo);
          const text = field === 'titleTemplate' ? shown.title : shown.text;
          // The sample goes on.
          assert.equal(text === '""', name === 'endsAt', name);
        }
      }
    }
  });

  it('a title of the user’s own stands in the message of every chat', () => {
    for (const kind of channelKinds.filter((one) => one !== 'generic')) {
      const { body } = sent(kind, { titleTemplate: 'Ops team {{total}} {{summary}}' }, 3);
      assert.match(body, /Ops team 3 3 alerts firing/, kind);
    }
  });

  it('a title can’t call anybody either', () => {
    const { body } = sent('slack', { titleTemplate: '{{source}}' });
    assert.doesNotMatch(body, /"text":""/);
    for (const kind of ['slack', 'teams', 'wecom'] as const) {
      const evil = raise('a', at, { outside: '<!channel> <at>x</at>' });
      const { alerts } = applySignals(emptyBoard, [evil], () => 'a1');
      const content = messageContent({ id: 'd1', reason: 'first', at }, alerts, linkTo);
      const channel = channelOf(kind, { titleTemplate: '{{message}}' });
      const { body: said } = formatMessage(channel, content, { url: 'https://h/', secret: '' }, nodeSigning);
      assert.doesNotMatch(said, /<!channel>|<at>/, kind);
    }
  });

  it('where nothing is left of the user’s text, ours is sent: receivers refuse an empty one', () => {
    const { body } = sent('slack', { titleTemplate: '{{endsAt}}', template: ' {{endsAt}} ' });
    assert.equal(body, sent('slack', {}).body);
    assert.match(body, /\[HIGH\]/);
  });

  it('ours, as a beginning of one’s own, are right', () => {
    for (const kind of channelKinds) {
      const own = Object.fromEntries(fieldsOf({ kind }).map((field) => [field, startingTemplates[field]]));
      assert.equal(problem(kind, own), '', kind);
    }
    const chat = channelOf('slack');
    const own = channelOf('slack', startingTemplates);
    assert.equal(previewMessage(own, at, linkTo).title, previewMessage(chat, at, linkTo).title);
    assert.equal(
      previewMessage(own, at, linkTo).text,
      previewMessage(chat, at, linkTo).text.replace(' (2 times)', ''),
    );
  });
});

describe('the desk', () => {
  it('previews without keeping anything, keeps what is right, and nothing that is wrong', async () => {
    const world = new AlertWorld();
    const { id } = await world.channel({ kind: 'slack', host: 'hooks.slack.com' });
    const desk = world.desk();
    const mine = { ...none, template: '{{level}}!' };
    const shown = await desk.preview(id, mine);
    assert.deepEqual(shown.kind === 'shown' && shown.message.text, 'HIGH!');
    const wrong = await desk.preview(id, { ...none, template: '{{nobody}}' });
    assert.deepEqual(wrong.kind === 'wrong' && wrong.problems.map(({ field }) => field), ['template']);
    assert.equal((await world.store.settings()).channels[0]?.template, null);
    await desk.setTemplates(id, mine);
    await assert.rejects(desk.setTemplates(id, { ...none, titleTemplate: '{{nobody}}' }), /nobody/);
    await assert.rejects(desk.preview('c9', mine), /no such channel/);
    const [kept] = (await world.store.settings()).channels;
    assert.deepEqual(
      [kept?.template, kept?.titleTemplate, kept?.host],
      ['{{level}}!', null, 'hooks.slack.com'],
    );
    await desk.setTemplates(id, none);
    assert.equal((await world.store.settings()).channels[0]?.template, null);
  });
});

describe('the preview of a message', () => {
  it('shows the words of a chat, and the body of a generic webhook as JSON', () => {
    const chat = previewMessage(
      channelOf('dingtalk', {
        titleTemplate: 'Look: {{summary}}',
        template: '{{level}} of {{source}}\n{{link}}',
      }),
      at,
      linkTo,
    );
    assert.deepEqual(chat, {
      title: 'Look: [HIGH] Synchronization task failure',
      text: 'HIGH of task tsample00001 on Shop, database shop\nvscode://x/alert/asample00001',
    });
    const body = previewMessage(channelOf('generic', { bodyTemplate: '{"n":"{{total}}"}' }), at, linkTo);
    assert.deepEqual(body, { title: null, text: '{\n  "n": "1"\n}' });
    const ours = previewMessage(channelOf('generic'), at, linkTo);
    assert.match(ours.text, /"summary": "\[HIGH\] Synchronization task failure"/);
  });
});
