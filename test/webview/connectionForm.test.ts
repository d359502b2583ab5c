import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import * as v from 'valibot';
import { eventually, lastRequest, requestsOf, usePanels } from './usePanels.ts';

const field = (page: Page, path: string): Locator => page.locator(`[id="${path}"] input`);
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const problemAt = (page: Page, path: string): Locator => page.locator(`[data-field="${path}"] .wrong`);

const draftBody = v.object({ draft: v.record(v.string(), v.unknown()) });

/** The draft that the panel sent with its last request of this name. */
async function sentDraft(page: Page, name: string): Promise<Record<string, unknown>> {
  return v.parse(draftBody, await lastRequest(page, name)).draft;
}

describe('the connection form', function () {
  this.timeout(60_000);
  const panels = usePanels();

  it('is filled in, tested and saved with the keyboard alone', async () => {
    const page = await panels.open('connectionForm', 'add');
    await eventually(() => button(page, 'Save').isDisabled(), true);
    await page.getByText('Still needed: Name, Host, User').waitFor();
    await field(page, 'name').focus();
    await page.keyboard.type('Shop');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('db.example');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('ada');
    await page.keyboard.press('Control+Enter');
    assert.deepEqual(await sentDraft(page, 'save'), {
      name: 'Shop',
      group: null,
      dialect: 'mysql',
      host: 'db.example',
      port: '3306',
      user: 'ada',
      database: null,
      environment: 'development',
      tls: { mode: 'verify-identity', caFile: null, certFile: null, keyFile: null },
      ssh: null,
    });
  });

  it('says what is wrong at the field, once it was left', async () => {
    const page = await panels.open('connectionForm', 'edit');
    await field(page, 'host').fill('mysql://db');
    assert.equal(await problemAt(page, 'host').count(), 0);
    await field(page, 'port').focus();
    await problemAt(page, 'host').getByText('Give the bare name or address').waitFor();
    await eventually(() => field(page, 'host').getAttribute('aria-invalid'), 'true');
    assert.match((await field(page, 'host').getAttribute('aria-label')) ?? '', /^Host\. Give the bare name/);
    await eventually(() => button(page, 'Save').isDisabled(), true);
    await field(page, 'host').fill('db');
    await problemAt(page, 'host').waitFor({ state: 'detached' });
    await eventually(() => button(page, 'Save').isDisabled(), false);
  });

  it('shows what the editor refuses at its field, and goes there', async () => {
    const page = await panels.open('connectionForm', 'edit');
    await field(page, 'name').fill('taken');
    await button(page, 'Save').click();
    await problemAt(page, 'name').getByText('Another connection has this name.').waitFor();
    await page.keyboard.type(' no more');
    await problemAt(page, 'name').waitFor({ state: 'detached' });
  });

  it('changes the port with the kind of server, unless somebody chose it', async () => {
    const page = await panels.open('connectionForm', 'edit');
    const choose = async (label: string): Promise<void> => {
      await page.getByRole('combobox', { name: 'Type' }).click();
      await page.getByRole('option', { name: label, exact: true }).click();
    };
    await choose('OceanBase (MySQL mode)');
    await eventually(() => field(page, 'port').inputValue(), '2881');
    await field(page, 'port').fill('2883');
    await choose('MySQL');
    await eventually(() => field(page, 'port').inputValue(), '2883');
  });

  it('asks for what the kind of server needs, as its description says', async () => {
    const page = await panels.open('connectionForm', 'edit');
    const choose = async (list: string, label: string): Promise<void> => {
      await page.getByRole('combobox', { name: list }).click();
      await page.getByRole('option', { name: label, exact: true }).click();
    };
    await choose('Type', 'Oracle');
    await page.getByText('Still needed: Service name').waitFor();
    await eventually(() => field(page, 'database').getAttribute('aria-label'), 'Schema');
    await field(page, 'oracle.name').fill(' sales ');
    await choose('Database by', 'Name in tnsnames.ora');
    await field(page, 'host').waitFor({ state: 'detached' });
    await field(page, 'oracle.folder').fill('/etc/oracle');
    await button(page, 'Save').click();
    const draft = await sentDraft(page, 'save');
    assert.deepEqual(draft['own'], { oracle: { kind: 'alias', name: 'sales', folder: '/etc/oracle' } });
    assert.equal(draft['host'], 'sales');
    await choose('Database by', 'SID');
    await field(page, 'host').waitFor();
    await field(page, 'oracle.folder').waitFor({ state: 'detached' });
    await choose('Type', 'MySQL');
    await field(page, 'oracle.name').waitFor({ state: 'detached' });
    await button(page, 'Save').click();
    await eventually(async () => 'own' in (await sentDraft(page, 'save')), false);
    // Somebody who changes his mind finds what was typed.
    await choose('Type', 'Oracle');
    await eventually(() => field(page, 'oracle.name').inputValue(), ' sales ');
  });

  it('shows the words of a description in the user’s language', async () => {
    const page = await panels.open('connectionForm', 'oracle', { language: 'zh-cn' });
    await page.getByText('tnsnames.ora 所在文件夹').waitFor();
    await page.getByText('数据库指定方式').waitFor();
  });

  it('lets the editor ask for secrets and never has a field for one', async () => {
    const page = await panels.open('connectionForm', 'tunnel');
    assert.equal(await page.locator('input[type=password]').count(), 0);
    await button(page, 'Set SSH key passphrase…').click();
    assert.deepEqual(await lastRequest(page, 'setSecret'), { kind: 'sshPassphrase' });
    await button(page, 'Clear SSH key passphrase').click();
    assert.deepEqual(await lastRequest(page, 'clearSecret'), { kind: 'sshPassphrase' });
    await button(page, 'Clear SSH key passphrase').waitFor({ state: 'detached' });
  });

  it('takes a file that the editor picked', async () => {
    const page = await panels.open('connectionForm', 'tunnel');
    await button(page, 'Browse: Jump private key file').waitFor({ state: 'detached' });
    await button(page, 'Browse: CA certificate').click();
    assert.deepEqual(await lastRequest(page, 'pickFile'), { field: 'tls.caFile' });
    await eventually(() => field(page, 'tls.caFile').inputValue(), '/home/ada/picked.pem');
  });

  it('opens the tunnel’s fields and the jump host’s, and sends none of them when they are closed', async () => {
    const page = await panels.open('connectionForm', 'edit');
    await page.getByRole('checkbox', { name: 'Connect through an SSH server' }).click();
    await field(page, 'ssh.host').fill('bastion');
    await field(page, 'ssh.user').fill('ada');
    await page.getByRole('checkbox', { name: 'Reach the SSH server through a jump host' }).click();
    await page.getByText('Still needed: Jump host, Jump user').waitFor();
    await page.getByRole('checkbox', { name: 'Connect through an SSH server' }).click();
    await button(page, 'Save').click();
    assert.equal((await sentDraft(page, 'save'))['ssh'], null);
  });

  it('asks for the private key’s file when a key is chosen', async () => {
    const page = await panels.open('connectionForm', 'tunnel');
    await field(page, 'ssh.keyFile').fill('');
    await page.getByText('Still needed: Private key file').waitFor();
    await page
      .getByRole('radiogroup', { name: 'SSH authentication' })
      .getByRole('radio', { name: 'SSH agent' })
      .click();
    await field(page, 'ssh.keyFile').waitFor({ state: 'detached' });
    await eventually(() => button(page, 'Save').isDisabled(), false);
  });

  it('shows the test stage by stage, with what to do about it', async () => {
    const page = await panels.open('connectionForm', 'passed');
    await button(page, 'Test Connection').click();
    await page.getByText('The connection works.').waitFor();
    const stages = await page.locator('.stage').all();
    const states = await Promise.all(
      stages.map(async (stage) => [
        await stage.getAttribute('data-stage'),
        await stage.getAttribute('data-state'),
      ]),
    );
    assert.deepEqual(states, [
      ['dns', 'ok'],
      ['tcp', 'ok'],
      ['tls', 'ok'],
      ['authentication', 'ok'],
      ['privileges', 'warning'],
    ]);
    await button(page, 'Copy for Your Administrator').click();
    assert.deepEqual(await lastRequest(page, 'copyText'), { stage: 'privileges' });
  });

  it('brings the stages into sight where they stand below the form', async () => {
    const page = await panels.open('connectionForm', 'passed', { width: 420 });
    await button(page, 'Test Connection').click();
    await page.getByText('The connection works.').waitFor();
    const isInSight = async (): Promise<boolean> => {
      const box = await page.locator('.stage').first().boundingBox();
      return box !== null && box.y >= 0 && box.y + box.height <= (page.viewportSize()?.height ?? 0);
    };
    await eventually(isInSight, true);
  });

  it('says at its field what is wrong with a connection that is opened', async () => {
    const page = await panels.open('connectionForm', 'odd');
    await eventually(() => field(page, 'host').getAttribute('aria-invalid'), 'true');
  });

  it('cancels a test, and can begin another', async () => {
    const page = await panels.open('connectionForm', 'testing');
    await button(page, 'Test Connection').click();
    await page.locator('[data-stage=authentication][data-state=running]').waitFor();
    await button(page, 'Cancel Test').click();
    await page.getByText('The connection does not work yet.').waitFor();
    await button(page, 'Test Connection').waitFor();
  });

  it('takes a pasted URL’s parts and keeps the rest', async () => {
    const page = await panels.open('connectionForm', 'edit');
    await field(page, 'name').fill('Mine');
    await button(page, 'Paste URL…').click();
    assert.equal((await sentDraft(page, 'pasteUrl'))['name'], 'Mine');
    await eventually(() => field(page, 'host').inputValue(), 'pasted.example');
    await eventually(() => field(page, 'name').inputValue(), 'Mine');
  });

  it('keeps what was typed over a reload', async () => {
    const page = await panels.open('connectionForm', 'edit');
    await field(page, 'database').fill('warehouse');
    await page.reload();
    await field(page, 'database').waitFor();
    await eventually(() => field(page, 'database').inputValue(), 'warehouse');
  });

  it('takes a group that exists with one click', async () => {
    const page = await panels.open('connectionForm', 'edit');
    await button(page, 'Warehouse').click();
    await eventually(() => field(page, 'group').inputValue(), 'Warehouse');
  });

  it('sends the environment that was chosen', async () => {
    const page = await panels.open('connectionForm', 'edit');
    await page.getByRole('radio', { name: 'Production' }).click();
    await button(page, 'Save').click();
    assert.equal((await sentDraft(page, 'save'))['environment'], 'production');
  });

  it('shows hostile texts as what they are', async () => {
    const page = await panels.open('connectionForm', 'odd');
    await eventually(() => field(page, 'name').inputValue(), '<img src=x onerror=alert(1)>');
    assert.equal(await page.locator('img').count(), 0);
    await eventually(() => button(page, 'Save').isDisabled(), true);
  });

  it('asks for nothing while it is only typed in', async () => {
    const page = await panels.open('connectionForm', 'edit');
    await field(page, 'host').fill('db2');
    assert.deepEqual(
      (await requestsOf(page)).map(({ name }) => name),
      ['ready'],
    );
  });
});
