import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { defaultChannel } from '../../src/alert/model/channel.ts';
import { defaultSettings } from '../../src/alert/model/settings.ts';
import type { AlertSettingsContract, AlertSettingsState } from '../../src/protocol/alertSettings.ts';
import type { Params, RequestName, Result } from '../../src/protocol/contract.ts';
import { AlertsStage } from './alertsStage.ts';
import { Dialogs, when } from './dialogs.ts';
import type { PanelWire } from './panelWire.ts';
import { until } from './until.ts';

type Contract = AlertSettingsContract;

const none = { titleTemplate: null, template: null, bodyTemplate: null };

describe('the alert settings in VS Code', () => {
  const dialogs = new Dialogs();
  let stage: AlertsStage;
  let wire: PanelWire;

  before(async () => {
    stage = await AlertsStage.set(dialogs);
    const channels = (['slack', 'generic'] as const).map((kind) => ({
      ...defaultChannel,
      id: `c${kind}`,
      name: kind,
      kind,
      host: 'alerts.example',
      isEnabled: false,
    }));
    await stage.store.changeSettings((settings) => ({ ...settings, channels }));
    await commands.executeCommand('shadowSync.alerts.openSettings');
    wire = await stage.panel('shadowSync.alertSettings');
  });

  after(async () => {
    wire.panel.dispose();
    const { channels, oms } = defaultSettings;
    await stage.store.changeSettings((settings) => ({ ...settings, channels, oms }));
    await stage.end(dialogs);
  });

  function get<N extends RequestName<Contract>>(
    name: N,
    params: Params<Contract, N>,
  ): Promise<Result<Contract, N>> {
    return wire.get(name, params);
  }

  /** What this window has heard of by now of what the test’s own store has written. */
  async function state(): Promise<AlertSettingsState> {
    return await until(
      async () => {
        const shown = await get('ready', {});
        return shown.channels.length === 2 ? shown : null;
      },
      () => 'two channels',
    );
  }

  it('say which templates a channel has, and what may be filled in', async () => {
    const { channels, templateFields, defaults } = await state();
    assert.deepEqual(
      channels.map(({ id, fields, templates }) => [id, fields, templates]),
      [
        ['cslack', ['titleTemplate', 'template'], none],
        ['cgeneric', ['bodyTemplate'], none],
      ],
    );
    assert.ok(templateFields.bodyTemplate.placeholders.some(({ name }) => name === 'alerts_json'));
    assert.ok(templateFields.template.placeholders.every(({ meaning }) => meaning !== ''));
    assert.deepEqual(defaults.oms, defaultSettings.oms);
  });

  it('preview a message without keeping it, keep it when it is right, and reset it', async () => {
    await state();
    const templates = { ...none, titleTemplate: 'Ops: {{summary}}', template: '{{level}} {{link}}' };
    const shown = await get('preview', { id: 'cslack', templates });
    assert.equal(shown.kind, 'shown');
    assert.equal(shown.title, 'Ops: [HIGH] Synchronization task failure');
    assert.match(shown.text, /^HIGH .+:\/\/.+\/alert\/asample00001$/);
    assert.equal((await stage.store.settings()).channels[0]?.template, null);
    const wrong = await get('saveTemplates', {
      id: 'cslack',
      templates: { ...none, template: '{{nobody}}' },
    });
    assert.equal(wrong.kind, 'wrong');
    assert.deepEqual(
      wrong.problems.map(({ field, message }) => [field, message.slice(0, 37)]),
      [['template', 'There is no placeholder nobody. These']],
    );
    const body = await get('preview', {
      id: 'cgeneric',
      templates: { ...none, bodyTemplate: '{"a": {{id}}}' },
    });
    assert.equal(body.kind, 'wrong');
    const kept = await get('saveTemplates', { id: 'cslack', templates });
    assert.equal(kept.kind, 'saved');
    assert.deepEqual(kept.state.channels[0]?.templates, templates);
    const [channel] = (await stage.store.settings()).channels;
    assert.deepEqual([channel?.template, channel?.titleTemplate], ['{{level}} {{link}}', 'Ops: {{summary}}']);
    await get('saveTemplates', { id: 'cslack', templates: none });
    assert.equal((await stage.store.settings()).channels[0]?.template, null);
  });

  it('a channel that was deleted meanwhile is said, and nothing is kept', async () => {
    const { kind, body } = await wire.ask('saveTemplates', { id: 'cgone', templates: none });
    assert.equal(kind, 'error');
    assert.match(JSON.stringify(body), /no such channel/);
  });

  it('a task has a level of its own, which its menu sets, shows and takes back', async () => {
    await stage.tasks.makeTable('levelled', 'note int');
    const taskId = await stage.tasks.add('levelled', '--manual', '--remarks', 'With a level');
    const set = async (answer: string | undefined): Promise<readonly string[]> => {
      dialogs.answer(when('Set Alert Level of Task: How serious is it when With a level fails', answer));
      await commands.executeCommand('shadowSync.alert.setTaskLevel', { kind: 'task', taskId });
      return dialogs.asked.at(-1)?.offered ?? [];
    };
    const levels = async (): Promise<unknown> => (await stage.store.settings()).taskLevels;
    const byEvent = 'As in the alert settings, by event';
    assert.deepEqual(await set('$(blank) Low'), [
      `$(check) ${byEvent}`,
      '$(blank) High',
      '$(blank) Medium',
      '$(blank) Low',
      '$(blank) No Protection',
    ]);
    assert.deepEqual(await levels(), [{ taskId, level: 'LOW' }]);
    assert.ok((await set(undefined)).includes('$(check) Low'));
    // What the settings panel keeps leaves it alone.
    const { values } = await state();
    assert.equal((await get('save', { values })).kind, 'saved');
    assert.deepEqual(await levels(), [{ taskId, level: 'LOW' }]);
    await set(`$(blank) ${byEvent}`);
    assert.deepEqual(await levels(), []);
  });

  it('thresholds of OMS servers are kept, and refused where a lower level would be stricter', async () => {
    const { values } = await state();
    const { oms } = values;
    const HIGH = { delaySeconds: 120, interruptionSeconds: 60 };
    const changed = { ...oms, samples: 5, thresholds: { ...oms.thresholds, HIGH } };
    assert.equal((await get('save', { values: { ...values, oms: changed } })).kind, 'saved');
    assert.deepEqual((await stage.store.settings()).oms, changed);
    const stricter = {
      ...oms,
      thresholds: { ...oms.thresholds, LOW: { delaySeconds: 1, interruptionSeconds: 600 } },
    };
    const refused = await get('save', { values: { ...values, oms: stricter } });
    assert.equal(refused.kind, 'refused');
    assert.match(refused.message, /A threshold of Medium is at least the one of High/);
    assert.deepEqual((await stage.store.settings()).oms, changed);
    const { kind } = await wire.ask('save', { values: { ...values, oms: { ...oms, samples: 0 } } });
    assert.equal(kind, 'error');
  });

  it('events, tags and tasks are muted for a while or for ever, and taken back', async () => {
    await state();
    const before = Date.now();
    await get('mute', { about: { kind: 'tag', tag: 'night' }, until: { kind: 'forever' } });
    const week = { kind: 'days', days: 7 } as const;
    const muted = await get('mute', { about: { kind: 'event', event: 'oms_sync_delay' }, until: week });
    assert.equal(muted.kind, 'muted');
    assert.deepEqual(
      muted.state.mutes.map(({ about }) => about),
      ['Tag night', 'Synchronization task delay'],
    );
    const [tag, event] = (await stage.store.settings()).mutes;
    assert.equal(tag?.until, null);
    const days = ((event?.until ?? 0) - before) / 86_400_000;
    assert.ok(days >= 7 && days < 7.1, String(days));
    const past = { kind: 'at', at: before - 1 } as const;
    const refused = await get('mute', { about: { kind: 'task', taskId: 't1' }, until: past });
    assert.equal(refused.kind, 'refused');
    assert.match(refused.message, /over already/);
    for (const { id } of (await stage.store.settings()).mutes) await get('unmute', { id });
    assert.deepEqual((await stage.store.settings()).mutes, []);
  });
});
