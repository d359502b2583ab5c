import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import * as v from 'valibot';
import { eventually, lastRequest, requestsOf, usePanels } from './usePanels.ts';

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const input = (page: Page, id: string): Locator => page.locator(`#${id} input, input#${id}`).first();
const area = (page: Page, id: string): Locator => page.locator(`#${id} textarea`);
const fieldOf = (page: Page, field: string): Locator => page.locator(`[data-field="${field}"]`);

const savedValues = v.object({
  values: v.object({
    thresholds: v.record(v.string(), v.number()),
    oms: v.looseObject({ thresholds: v.record(v.string(), v.record(v.string(), v.number())) }),
    quietHours: v.nullable(v.record(v.string(), v.unknown())),
  }),
});

async function saved(page: Page): Promise<v.InferOutput<typeof savedValues>['values']> {
  return v.parse(savedValues, await lastRequest(page, 'save')).values;
}

async function saves(page: Page, name = 'save'): Promise<number> {
  return (await requestsOf(page)).filter((one) => one.name === name).length;
}

async function choose(page: Page, id: string, option: string): Promise<void> {
  await page.locator(`#${id}`).click();
  await page.locator(`#${id}`).getByRole('option', { name: option, exact: true }).click();
}

const none = { titleTemplate: null, template: null, bodyTemplate: null };

describe('the alert settings: messages of a channel', function () {
  this.timeout(60_000);
  const panels = usePanels();

  async function message(scene: string, channel: string): Promise<Page> {
    const page = await panels.open('alertSettings', scene);
    await button(page, `Message of ${channel}`).click();
    await page.locator('.sample').waitFor();
    return page;
  }

  it('show a sample as it would be sent, with every key that is pressed, and are kept when they are left', async () => {
    const page = await message('sample', 'Team chat');
    await eventually(() => area(page, 'template').inputValue(), '{{level}}: {{message}}');
    await page.getByText('HIGH: Run rsample00001 of task tsample00001 failed.').waitFor();
    await input(page, 'titleTemplate').fill('Ops: {{summary}}');
    await page.getByText('Ops: [HIGH] Synchronization task failure').waitFor();
    assert.equal(await saves(page, 'saveTemplates'), 0, 'it is not kept while it is typed');
    await input(page, 'titleTemplate').blur();
    assert.deepEqual(await lastRequest(page, 'saveTemplates'), {
      id: 'c1',
      templates: { ...none, titleTemplate: 'Ops: {{summary}}', template: '{{level}}: {{message}}' },
    });
    await page.getByText('Saved', { exact: true }).waitFor({ state: 'attached' });
  });

  it('say at the field what is wrong, keep nothing of it, and go on from there', async () => {
    const page = await message('sample', 'Team chat');
    await area(page, 'template').fill('{{nobody}}!');
    const wrong = fieldOf(page, 'template').getByText('There is no placeholder nobody.');
    await wrong.waitFor();
    await page.getByText('Messages stay as they were until this is right.').waitFor();
    // The preview is of before.
    await page.getByText('HIGH: Run rsample00001').waitFor();
    await area(page, 'template').blur();
    await eventually(() => saves(page, 'saveTemplates'), 1);
    assert.equal(await area(page, 'template').inputValue(), '{{nobody}}!');
    // The other field is none of its business.
    await input(page, 'titleTemplate').fill('Fine');
    await input(page, 'titleTemplate').blur();
    await eventually(() => saves(page, 'saveTemplates'), 2);
    assert.deepEqual(await lastRequest(page, 'saveTemplates'), {
      id: 'c1',
      templates: { ...none, titleTemplate: 'Fine', template: '{{level}}: {{message}}' },
    });
    await area(page, 'template').fill('{{level}}!');
    await wrong.waitFor({ state: 'detached' });
    await page.getByText('HIGH!').waitFor();
  });

  it('begin with the default, and go back to it', async () => {
    const page = await message('sample', 'Team chat');
    const title = fieldOf(page, 'titleTemplate').locator('vscode-button');
    await eventually(() => title.innerText(), 'Begin with the Default');
    await title.click();
    await eventually(() => input(page, 'titleTemplate').inputValue(), '{{summary}}');
    await eventually(() => title.innerText(), 'Reset to Default');
    await fieldOf(page, 'template').getByText('Reset to Default').click();
    await eventually(() => area(page, 'template').inputValue(), '');
    await eventually(async () => await lastRequest(page, 'saveTemplates'), {
      id: 'c1',
      templates: { ...none, titleTemplate: '{{summary}}' },
    });
    await page.getByText('Alert asample00001: vscode://').waitFor();
  });

  it('a placeholder goes where the cursor is, and the cursor stands behind it', async () => {
    const page = await message('sample', 'Team chat');
    const text = area(page, 'template');
    await text.fill('from  on');
    await text.press('Home');
    for (let i = 0; i < 5; i += 1) await text.press('ArrowRight');
    await fieldOf(page, 'template').getByText('Placeholders').click();
    await fieldOf(page, 'template').getByText('What happened').waitFor();
    await button(page, '{{source}}').click();
    await eventually(() => text.inputValue(), 'from {{source}} on');
    await eventually(() => page.evaluate('document.activeElement.tagName'), 'SHADOW-ALERT-SETTINGS');
    await page.keyboard.type('!');
    await eventually(() => text.inputValue(), 'from {{source}}! on');
  });

  it('a generic channel has a JSON body, and one that is no JSON is not kept', async () => {
    const page = await message('sample', 'On-call');
    assert.equal(await page.locator('[data-field]').count(), 1);
    await page.getByText('"data"').waitFor();
    await area(page, 'bodyTemplate').fill('{"list": {{alerts_json}}}');
    await page.getByText('"list"').waitFor();
    await area(page, 'bodyTemplate').fill('{"list": ');
    await page.getByText('The template of the body is no JSON.').waitFor();
    await area(page, 'bodyTemplate').fill('{"list": {{alerts_json}}}');
    await area(page, 'bodyTemplate').blur();
    await eventually(async () => await lastRequest(page, 'saveTemplates'), {
      id: 'c2',
      templates: { ...none, bodyTemplate: '{"list": {{alerts_json}}}' },
    });
  });

  it('what is not kept yet outlives the panel’s being hidden', async () => {
    const page = await message('sample', 'Team chat');
    await area(page, 'template').fill('half of a {{nobody}}');
    await page.getByText('There is no placeholder nobody.').waitFor();
    await page.reload();
    await eventually(() => area(page, 'template').inputValue(), 'half of a {{nobody}}');
    await page.getByText('There is no placeholder nobody.').waitFor();
  });

  it('are one at a time, opened and closed by their button', async () => {
    const page = await message('sample', 'Team chat');
    await button(page, 'Message of On-call').click();
    await area(page, 'bodyTemplate').waitFor();
    assert.equal(await area(page, 'template').count(), 0);
    await button(page, 'Message of On-call').click();
    await area(page, 'bodyTemplate').waitFor({ state: 'detached' });
  });
});

describe('the alert settings: thresholds of OMS servers', function () {
  this.timeout(60_000);
  const panels = usePanels();

  it('by level, each bounded by its neighbours, and said at the field', async () => {
    const page = await panels.open('alertSettings', 'sample');
    await eventually(() => page.getByText('Default: 180').count(), 2);
    const high = input(page, 'HIGH-delaySeconds');
    await high.fill('181');
    await page.getByText('Give a whole number from 1 to 180.').waitFor();
    await high.blur();
    assert.equal(await saves(page), 0);
    await high.fill('90');
    await high.blur();
    assert.deepEqual((await saved(page)).oms.thresholds['HIGH'], {
      delaySeconds: 90,
      interruptionSeconds: 60,
    });
    await input(page, 'LOW-interruptionSeconds').fill('179');
    await page.getByText('Give a whole number from 180 to 86,400.').waitFor();
    for (const wrong of ['', '-1', '1.5', '1e3', 'x', '86401']) {
      await input(page, 'LOW-interruptionSeconds').fill(wrong);
      await page.getByText('Give a whole number from 180 to 86,400.').waitFor();
    }
  });

  it('samples in a row, and the level of tasks that have none', async () => {
    const page = await panels.open('alertSettings', 'sample');
    await input(page, 'samples').fill('7');
    await input(page, 'samples').blur();
    assert.equal((await saved(page)).oms['samples'], 7);
    await choose(page, 'unknown-level', 'Low');
    await eventually(() => saves(page), 2);
    assert.equal((await saved(page)).oms['levelOfUnknown'], 'LOW');
  });

  it('go back to the defaults, which are shown', async () => {
    const page = await panels.open('alertSettings', 'sample');
    const reset = page.locator('#reset-oms');
    await eventually(() => page.locator('#reset-thresholds').getAttribute('disabled'), '');
    await eventually(() => reset.getAttribute('disabled'), null);
    await input(page, 'LOW-delaySeconds').fill('x');
    await input(page, 'lateMinutes').fill('x');
    await page.locator('#reset-thresholds').click();
    await eventually(() => input(page, 'lateMinutes').inputValue(), '15');
    assert.equal(await saves(page), 0, 'they are the defaults already');
    await reset.click();
    assert.equal((await saved(page)).oms['samples'], 3);
    await eventually(() => input(page, 'samples').inputValue(), '3');
    await eventually(() => input(page, 'LOW-delaySeconds').inputValue(), '600');
    await eventually(() => reset.getAttribute('disabled'), '');
  });
});

describe('the alert settings: quiet hours and mutes', function () {
  this.timeout(60_000);
  const panels = usePanels();

  it('quiet hours are switched on, and a wrong time or zone is said at its field', async () => {
    const page = await panels.open('alertSettings', 'empty');
    await page.getByRole('checkbox', { name: 'Nobody is told within these hours' }).click();
    assert.deepEqual((await saved(page)).quietHours, {
      from: '22:00',
      to: '07:00',
      zone: 'Asia/Shanghai',
      exceptHigh: false,
    });
    await input(page, 'quiet-from').fill('24:00');
    await page.getByText('Give a time like 22:00.').waitFor();
    await input(page, 'quiet-zone').fill('Nowhere/City');
    await page.getByText('There is no time zone of that name.').waitFor();
    await input(page, 'quiet-zone').blur();
    assert.equal(await saves(page), 1);
    await input(page, 'quiet-from').fill('21:30');
    await input(page, 'quiet-from').blur();
    await eventually(() => saves(page), 2);
    assert.equal((await saved(page)).quietHours?.['from'], '21:30');
  });

  it('an event is muted for a while', async () => {
    const page = await panels.open('alertSettings', 'sample');
    await choose(page, 'mute-event', 'Migration task delay');
    await choose(page, 'mute-end', 'For a week');
    await button(page, 'Mute').click();
    assert.deepEqual(await lastRequest(page, 'mute'), {
      about: { kind: 'event', event: 'oms_migration_delay' },
      until: { kind: 'days', days: 7 },
    });
    await page.getByText('oms_migration_delay', { exact: true }).nth(1).waitFor();
    await page.getByText('Saved', { exact: true }).waitFor({ state: 'attached' });
  });

  it('a tag is muted for ever; without one that is said at the field', async () => {
    const page = await panels.open('alertSettings', 'sample');
    await choose(page, 'mute-kind', 'Tasks with a tag');
    await button(page, 'Mute').click();
    await page.getByText('Give a tag of 1 to 40 characters.').waitFor();
    assert.equal(await saves(page, 'mute'), 0);
    const offered = await page.locator('#mute-tag-list option').all();
    assert.deepEqual(await Promise.all(offered.map((one) => one.getAttribute('value'))), [
      'checkout',
      'night',
    ]);
    await input(page, 'mute-tag').fill(' night ');
    await choose(page, 'mute-end', 'Until it is taken back');
    await button(page, 'Mute').click();
    assert.deepEqual(await lastRequest(page, 'mute'), {
      about: { kind: 'tag', tag: 'night' },
      until: { kind: 'forever' },
    });
    await button(page, 'Take Back the Mute of Tag night').click();
    assert.deepEqual(await lastRequest(page, 'unmute'), { id: 'm2' });
    await page.getByText('Tag night').waitFor({ state: 'detached' });
  });

  it('a task is muted until a time, which has to come', async () => {
    const page = await panels.open('alertSettings', 'sample');
    await choose(page, 'mute-kind', 'A task');
    await choose(page, 'mute-end', 'Until a time');
    await input(page, 'mute-at').fill('2020-01-01T09:00');
    await button(page, 'Mute').click();
    await page.getByText('Choose a time to come.').waitFor();
    await input(page, 'mute-at').fill('2099-01-01T09:00');
    await button(page, 'Mute').click();
    assert.deepEqual(await lastRequest(page, 'mute'), {
      about: { kind: 'task', taskId: 't1nk4z8c0p7x' },
      until: { kind: 'at', at: new Date('2099-01-01T09:00').getTime() },
    });
  });

  it('what the editor refuses is said, and stays to be mended', async () => {
    const page = await panels.open('alertSettings', 'refused');
    await choose(page, 'mute-kind', 'Tasks with a tag');
    await input(page, 'mute-tag').fill('night');
    await choose(page, 'mute-end', 'Until a time');
    await input(page, 'mute-at').fill('2099-01-01T09:00');
    await button(page, 'Mute').click();
    await page.getByText('The end of the mute is over already.').waitFor();
    assert.equal(await input(page, 'mute-tag').inputValue(), 'night');
    await input(page, 'lateMinutes').fill('20');
    await input(page, 'lateMinutes').blur();
    await page.getByRole('alert').getByText('drift.tasks[0] is no task').waitFor();
    await eventually(() => input(page, 'lateMinutes').inputValue(), '15');
  });

  it('that can’t be read offer to try again', async () => {
    const page = await panels.open('alertSettings', 'unanswered');
    await page.getByRole('alert').getByText('The sample failed.').waitFor();
    await page.getByText('Try it again.').waitFor();
    await button(page, 'Retry').click();
    await page.getByRole('heading', { name: 'Alert Settings' }).waitFor();
  });

  it('show hostile texts as what they are, and say when there is nothing', async () => {
    const odd = await panels.open('alertSettings', 'odd');
    await odd.getByText('\\u{202e}gnp').first().waitFor();
    assert.equal(await odd.locator('img').count(), 0);
    const empty = await panels.open('alertSettings', 'empty');
    await empty.getByText('There is no channel.').waitFor();
    await empty.getByText('Nothing is muted.').waitFor();
    assert.equal(await saves(empty), 0);
  });
});
