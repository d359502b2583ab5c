import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import * as v from 'valibot';
import { eventually, lastRequest, requestsOf, usePanels } from './usePanels.ts';

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const card = (page: Page, name: string | RegExp): Locator => page.locator('.card', { hasText: name });
const title = (page: Page, name: string | RegExp): Locator => card(page, name).locator('.card-title');
const field = (page: Page, path: string): Locator => page.locator(`[data-field="${path}"] input`);

const saved = v.object({
  revision: v.number(),
  isForced: v.boolean(),
  processes: v.array(v.record(v.string(), v.unknown())),
});

async function sentProcesses(page: Page): Promise<readonly Record<string, unknown>[]> {
  return v.parse(saved, await lastRequest(page, 'save')).processes;
}

const focused = (page: Page): Locator => page.locator(':focus');
const names = (page: Page): Promise<readonly string[]> => page.locator('.card-name').allInnerTexts();

describe('the approval processes', function () {
  this.timeout(60_000);
  const panels = usePanels();

  it('say what an approval is worth here, and sum each process up', async () => {
    const page = await panels.open('approvalProcesses', 'sample');
    await page.getByText('an approval here is a checklist for yourself').waitFor();
    await page
      .getByText('environment Production, 10 tables or more, findings from unsafe → Database team → Release')
      .waitFor();
    await page.getByText('connection Shop (staging), database shop* → Note').waitFor();
    await eventually(() => button(page, 'Save').isDisabled(), true);
  });

  it('are moved with the keyboard, and the focus goes with them', async () => {
    const page = await panels.open('approvalProcesses', 'sample');
    await title(page, 'Everything else').focus();
    await page.keyboard.press('Alt+ArrowUp');
    await page.keyboard.press('Alt+ArrowUp');
    await eventually(() => names(page), ['Everything else', 'Production, unsafe', 'Staging']);
    await page.keyboard.press('Alt+ArrowUp');
    await eventually(() => names(page), ['Everything else', 'Production, unsafe', 'Staging']);
    await page.getByText('Everything else is number 1 now').waitFor({ state: 'attached' });
    await page.keyboard.press('Control+Enter');
    const sent = await sentProcesses(page);
    assert.deepEqual(
      sent.map(({ id }) => id),
      ['p3', 'p1', 'p2'],
    );
  });

  it('keep the keyboard on the button that moves them, until there is no further', async () => {
    const page = await panels.open('approvalProcesses', 'sample');
    const down = card(page, 'Production, unsafe').getByRole('button', { name: 'Move Down' });
    await down.focus();
    await page.keyboard.press('Enter');
    await eventually(() => names(page), ['Staging', 'Production, unsafe', 'Everything else']);
    await down.and(focused(page)).waitFor();
    await page.keyboard.press('Enter');
    await eventually(() => names(page), ['Staging', 'Everything else', 'Production, unsafe']);
    await card(page, 'Production, unsafe')
      .getByRole('button', { name: 'Duplicate Process' })
      .and(focused(page))
      .waitFor();
  });

  it('are named first when they are added, and leave the keyboard to the next when they are deleted', async () => {
    const page = await panels.open('approvalProcesses', 'sample');
    await card(page, 'Staging').getByRole('button', { name: 'Delete Process' }).focus();
    await page.keyboard.press('Enter');
    await card(page, 'Everything else')
      .getByRole('checkbox', { name: 'Enabled' })
      .and(focused(page))
      .waitFor();
    await button(page, 'Add Process').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Name', exact: true }).and(focused(page)).waitFor();
    await page.keyboard.type('New');
    await eventually(() => names(page), ['Production, unsafe', 'Everything else', 'New']);
    await button(page, 'Add Node').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Name of node 2', exact: true }).and(focused(page)).waitFor();
    await page.keyboard.type('Second');
    await page.getByRole('button', { name: 'Move Node 2 Up' }).focus();
    await page.keyboard.press('Enter');
    const first = page.getByRole('textbox', { name: 'Name of node 1', exact: true });
    await first.and(focused(page)).waitFor();
    await eventually(() => first.inputValue(), 'Second');
    await page.getByRole('button', { name: 'Delete Node 2' }).focus();
    await page.keyboard.press('Enter');
    await button(page, 'Add Node').and(focused(page)).waitFor();
  });

  it('stay with Save when saving did not work, and say what to do', async () => {
    const page = await panels.open('approvalProcesses', 'failed');
    await card(page, 'Staging').getByRole('checkbox', { name: 'Enabled' }).click();
    await button(page, 'Save').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Look whether the folder is there').waitFor();
    await page.locator('#save').and(focused(page)).waitFor();
  });

  it('can be asked for again when they could not be read', async () => {
    const page = await panels.open('approvalProcesses', 'unanswered');
    await page.getByText('The store in /home/ada/.shadow-sync can’t be read.').waitFor();
    await button(page, 'Retry').focus();
    await page.keyboard.press('Enter');
    await card(page, 'Production, unsafe')
      .getByRole('checkbox', { name: 'Enabled' })
      .and(focused(page))
      .waitFor();
  });

  it('are moved by dragging', async () => {
    const page = await panels.open('approvalProcesses', 'sample');
    await card(page, 'Production, unsafe').locator('.grip').dragTo(card(page, 'Everything else'));
    await eventually(() => names(page), ['Staging', 'Everything else', 'Production, unsafe']);
  });

  it('are switched off and on, edited in their place, and saved as a whole', async () => {
    const page = await panels.open('approvalProcesses', 'sample');
    await card(page, 'Staging').getByRole('checkbox', { name: 'Enabled' }).click();
    await title(page, 'Production, unsafe').click();
    await field(page, 'name').fill('Production');
    await page.getByRole('checkbox', { name: 'Created by' }).click();
    await field(page, 'conditions.creator').fill('ada');
    await field(page, 'nodes.0.approvers').fill(' grace ,, linus');
    await field(page, 'expiryHours.waiting').fill('');
    await button(page, 'Add Node').click();
    await field(page, 'nodes.2.name').fill('Ops');
    await button(page, 'Save').click();
    const [first, second] = await sentProcesses(page);
    assert.deepEqual(first, {
      id: 'p1',
      name: 'Production',
      isEnabled: true,
      conditions: {
        connection: null,
        environment: 'production',
        database: null,
        tablesFrom: 10,
        level: 'unsafe',
        creator: 'ada',
      },
      nodes: [
        { name: 'Database team', approvers: ['grace', 'linus'], isAutomatic: false },
        { name: 'Release', approvers: [], isAutomatic: false },
        { name: 'Ops', approvers: [], isAutomatic: false },
      ],
      expiryHours: { approval: 24, waiting: null, execution: 12 },
    });
    assert.equal(second?.['isEnabled'], false);
    await page.getByText('Saved', { exact: true }).waitFor();
  });

  it('say at the field what is wrong, and save nothing meanwhile', async () => {
    const page = await panels.open('approvalProcesses', 'sample');
    await title(page, 'Production, unsafe').click();
    await field(page, 'conditions.tablesFrom').fill('many');
    await page.getByText('Give a whole number from 0 to 1,000,000.').waitFor();
    await eventually(() => button(page, 'Save').isDisabled(), true);
    await field(page, 'conditions.tablesFrom').fill('5');
    await field(page, 'name').fill('');
    await button(page, 'Save').click();
    await page.getByText('Give it a name.').waitFor();
  });

  it('add, duplicate and delete', async () => {
    const page = await panels.open('approvalProcesses', 'sample');
    await button(page, 'Add Process').click();
    await eventually(
      () => names(page),
      ['Production, unsafe', 'Staging', 'Everything else', 'Without a name'],
    );
    await field(page, 'name').fill('New');
    await card(page, 'Staging').getByRole('button', { name: 'Duplicate Process' }).click();
    await card(page, 'Everything else').getByRole('button', { name: 'Delete Process' }).click();
    await eventually(() => names(page), ['Production, unsafe', 'Staging', 'New', 'Staging (copy)']);
    await button(page, 'Discard Changes').click();
    await eventually(() => names(page), ['Production, unsafe', 'Staging', 'Everything else']);
  });

  it('say that somebody else saved, and lose nothing either way', async () => {
    const page = await panels.open('approvalProcesses', 'conflict');
    await title(page, 'Production, unsafe').click();
    await field(page, 'name').fill('Mine');
    await button(page, 'Save').click();
    await page.getByText('Somebody else saved approval processes since these were opened.').waitFor();
    await eventually(() => field(page, 'name').inputValue(), 'Mine');
    await button(page, 'Save Mine Over Theirs').click();
    await page.getByText('Saved', { exact: true }).waitFor();
    assert.equal(v.parse(saved, await lastRequest(page, 'save')).isForced, true);
  });

  it('take theirs when that is wanted', async () => {
    const page = await panels.open('approvalProcesses', 'conflict');
    await card(page, 'Staging').getByRole('checkbox', { name: 'Enabled' }).click();
    await button(page, 'Save').click();
    await button(page, 'Take Theirs').click();
    await eventually(() => names(page), ['Staging', 'Everything else']);
    await eventually(() => button(page, 'Save').isDisabled(), true);
  });

  it('show which process a task would fall under, with what is not saved yet', async () => {
    const page = await panels.open('approvalProcesses', 'sample');
    await card(page, 'Production, unsafe').getByRole('checkbox', { name: 'Enabled' }).click();
    await button(page, 'Try on a Task').click();
    await page.getByText('“Staging”: The environment is production.').waitFor();
    await eventually(() => page.locator('.card.match .card-name').allInnerTexts(), ['Staging']);
  });

  it('keep what was edited over a reload', async () => {
    const page = await panels.open('approvalProcesses', 'sample');
    await title(page, 'Staging').click();
    await field(page, 'name').fill('Changed');
    await page.reload();
    await eventually(() => field(page, 'name').inputValue(), 'Changed');
    await page.getByText('There are changes that are not saved').waitFor();
  });

  it('say what it means when there are none', async () => {
    const page = await panels.open('approvalProcesses', 'empty');
    await page.getByText('There is no approval process').waitFor();
    await page.getByText('There is no submitted task to try them on yet.').waitFor();
    assert.deepEqual(
      (await requestsOf(page)).map(({ name }) => name),
      ['ready'],
    );
  });

  it('show hostile texts as what they are', async () => {
    const page = await panels.open('approvalProcesses', 'odd');
    await page.getByText('\\u{202e}gnp').first().waitFor();
    assert.equal(await page.locator('img').count(), 0);
  });
});
