/** Commands about OMS servers: add, edit, test, read anew, delete. Passwords are typed into password fields only. */
import { randomUUID } from 'node:crypto';
import { l10n, window } from 'vscode';
import { omsTlsModes } from '../../../connection/omsConnection.ts';
import type { OmsConnection, OmsTlsMode } from '../../../connection/omsConnection.ts';
import { omsConnectionFromUrl } from '../../../connection/oms/omsConnectionUrl.ts';
import { readOmsConnection } from '../../../connection/oms/readOmsConnection.ts';
import { resolveOmsConnection } from '../../../connection/oms/resolveOmsConnection.ts';
import type { StoredOmsConnection } from '../../../connection/oms/omsConnectionStore.ts';
import { removeConnections } from '../../../connection/removeConnections.ts';
import type { ConnectionSources } from '../../../connection/resolveConnection.ts';
import { SecretAnswers } from '../../connections/secretAnswers.ts';
import type { Editor } from '../../editor.ts';
import type { OmsBook } from '../../oms/omsBook.ts';
import { omsServerIn } from '../../oms/omsPlace.ts';
import { askEnvironment } from '../../ui/askEnvironment.ts';
import { askSecret } from '../../ui/askSecret.ts';
import { pickOne } from '../../ui/pick.ts';
import { plainText } from '../../ui/plainText.ts';
import { runStagedTest } from '../../ui/runConnectionTest.ts';
import { errorText } from '../../ui/showError.ts';
import { showTestResult } from '../../ui/showTestResult.ts';

export interface OmsCommandParts {
  readonly editor: Editor;
  readonly oms: OmsBook;
}

export async function addOmsServer(parts: OmsCommandParts): Promise<void> {
  const { editor, oms } = parts;
  const { secrets, clock } = editor.services;
  const title = l10n.t('Add OMS Server');
  const given = await askAddress(title, clock.now());
  if (given === null) return;
  const name = await askText(title, l10n.t('What is the server called?'), given.connection.name);
  if (name === null) return;
  const environment = await askEnvironment(title, 'development');
  if (environment === null) return;
  const answers = new SecretAnswers(secrets);
  if (given.password === '') {
    const answer = await askSecret({ kind: 'password', of: given.connection.user, reason: null });
    if (answer === null) return;
    answers.add('password', answer);
  } else answers.add('password', { secret: given.password, isRemembered: true });
  const connection = await tried(parts, { ...given.connection, name, environment }, answers);
  if (connection === null) return;
  // The secret first: a server without its password would refuse every look, and lock the account.
  await answers.keep(connection.id);
  await oms.add(connection);
}

export async function testOmsServer(
  { editor, oms }: OmsCommandParts,
  args: readonly unknown[],
): Promise<void> {
  const stored = await serverFor(oms, args, l10n.t('Test OMS Server'));
  if (stored === null) return;
  const { secrets, files } = editor.services;
  for (;;) {
    const result = await test(editor, stored.connection, { secrets, files });
    if (result === 'cancelled') return;
    if ((await showTestResult(stored.connection.name, result, ['retry'])) !== 'retry') return;
  }
}

export async function refreshOmsServer({ oms }: OmsCommandParts, args: readonly unknown[]): Promise<void> {
  const stored = await serverFor(oms, args, l10n.t('Refresh OMS Server'));
  if (stored !== null) oms.forget(stored.connection.id);
}

export async function deleteOmsServer(
  { editor, oms }: OmsCommandParts,
  args: readonly unknown[],
): Promise<void> {
  const stored = await serverFor(oms, args, l10n.t('Delete OMS Server'));
  if (stored === null) return;
  const { connection, version } = stored;
  const remove = l10n.t('Delete');
  const question = l10n.t('Delete the OMS server {0}?', plainText(connection.name));
  const detail = l10n.t(
    'Its password is deleted too, and its alerts are closed. Nothing changes on the server.',
  );
  if ((await window.showWarningMessage(question, { modal: true, detail }, remove)) !== remove) return;
  await removeConnections([{ id: connection.id, version }], oms, editor.services.secrets);
}

type ServerPart = 'name' | 'environment' | 'address' | 'password' | 'tls';

/** Part after part, until the user goes away; each is kept at once. */
export async function editOmsServer(parts: OmsCommandParts, args: readonly unknown[]): Promise<void> {
  const { editor, oms } = parts;
  const title = l10n.t('Edit OMS Server');
  const first = await serverFor(oms, args, title);
  if (first === null) return;
  for (;;) {
    const { connection, version } = await oms.find(first.connection.id);
    const part = await pickOne(
      { title, placeholder: l10n.t('What? Press Escape when done.') },
      partsOf(connection),
    );
    if (part === null) return;
    const changed = part === 'password' ? connection : await askPart(part, title, connection);
    if (changed === null) continue;
    // A kept password goes to no other server than the one that it was typed for.
    const isElsewhere = changed.host !== connection.host || changed.port !== connection.port;
    if ((part === 'password' || isElsewhere) && !(await askPassword(editor, changed))) continue;
    await oms.change(changed, version);
  }
}

function partsOf(
  connection: OmsConnection,
): readonly { readonly label: string; readonly description: string; readonly value: ServerPart }[] {
  const { name, environment, host, port, basePath, user, tls } = connection;
  return [
    { label: l10n.t('Name'), description: name, value: 'name' },
    { label: l10n.t('Address'), description: `${user}@${host}:${String(port)}${basePath}`, value: 'address' },
    { label: l10n.t('Password'), description: '', value: 'password' },
    { label: l10n.t('Encryption'), description: tls.mode, value: 'tls' },
    { label: l10n.t('Environment'), description: environment, value: 'environment' },
  ];
}

/** False when the user went away. */
async function askPassword({ services }: Editor, { id, user }: OmsConnection): Promise<boolean> {
  const answer = await askSecret({ kind: 'password', of: user, reason: null });
  if (answer === null) return false;
  const answers = new SecretAnswers(services.secrets);
  answers.add('password', answer);
  await answers.keep(id);
  return true;
}

/** Null when the user went away. Throws ShadowSyncError 'usage' for what does not go together. */
async function askPart(
  part: Exclude<ServerPart, 'password'>,
  title: string,
  connection: OmsConnection,
): Promise<OmsConnection | null> {
  switch (part) {
    case 'name': {
      const name = await askText(title, l10n.t('What is the server called?'), connection.name);
      return name === null ? null : { ...connection, name };
    }
    case 'environment': {
      const environment = await askEnvironment(title, connection.environment);
      return environment === null ? null : { ...connection, environment };
    }
    case 'address': {
      const given = await askAddress(title, connection.createdAt, connection);
      if (given === null) return null;
      const { host, port, basePath, user } = given.connection;
      return { ...connection, host, port, basePath, user };
    }
    case 'tls':
      return await askTls(title, connection);
  }
}

async function askTls(title: string, connection: OmsConnection): Promise<OmsConnection | null> {
  const mode = await pickOne(
    { title, placeholder: l10n.t('How does the server prove who it is?') },
    omsTlsModes.toReversed().map((one) => ({ label: one, description: tlsHint(one), value: one })),
  );
  if (mode === null) return null;
  const { caFile } = connection.tls;
  if (mode !== 'fingerprint') {
    return readOmsConnection({ ...connection, tls: { mode, caFile, fingerprint: null } });
  }
  const fingerprint = await askText(
    title,
    l10n.t('The SHA-256 fingerprint of its certificate; testing the connection shows it.'),
    connection.tls.fingerprint ?? '',
  );
  if (fingerprint === null) return null;
  return readOmsConnection({
    ...connection,
    tls: { mode, caFile: null, fingerprint: fingerprint.toUpperCase() },
  });
}

function tlsHint(mode: OmsTlsMode): string {
  switch (mode) {
    case 'off':
      return l10n.t('Plain HTTP: the password can be read on the way');
    case 'fingerprint':
      return l10n.t('By the fingerprint of its own certificate');
    case 'verify-ca':
      return l10n.t('By an authority, whatever the host');
    case 'verify-identity':
      return l10n.t('By an authority, for this very host');
  }
}

interface GivenAddress {
  readonly connection: OmsConnection;
  readonly password: string;
}

/** The URL goes nowhere else: it may hold a password. Null when the user went away. */
async function askAddress(
  title: string,
  createdAt: number,
  before?: OmsConnection,
): Promise<GivenAddress | null> {
  const read = (url: string, user?: string): GivenAddress =>
    omsConnectionFromUrl(url, {
      id: before?.id ?? randomUUID(),
      name: null,
      group: null,
      environment: 'development',
      createdAt,
      ...(user === undefined ? {} : { user }),
    });
  const url = await window.showInputBox({
    title,
    prompt: l10n.t('The address of the OMS server, as the browser has it.'),
    placeHolder: 'https://oms.example:8089',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? undefined : problemOf(() => read(text, 'any'))),
  });
  if (url === undefined || url.trim() === '') return null;
  if (/^[^/]*\/\/[^/]*@/.test(url)) return read(url);
  const user = await askText(title, l10n.t('The account, one of OMS’s own.'), before?.user ?? '');
  return user === null ? null : read(url, user);
}

async function askText(title: string, prompt: string, value: string): Promise<string | null> {
  const text = await window.showInputBox({ title, prompt, value, ignoreFocusOut: true });
  return text === undefined || text.trim() === '' ? null : text.trim();
}

function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return plainText(errorText(error));
  }
}

/** Tries the server; gives the connection when it answers well or the user wants it anyway, else null. */
async function tried(
  { editor }: OmsCommandParts,
  first: OmsConnection,
  secrets: ConnectionSources['secrets'],
): Promise<OmsConnection | null> {
  const { files } = editor.services;
  let connection = first;
  for (;;) {
    const result = await test(editor, connection, { secrets, files });
    if (result === 'cancelled') return null;
    if (result.canAnalyse) return connection;
    const action = await showTestResult(connection.name, result, ['save', 'retry', 'edit']);
    if (action === 'save') return connection;
    if (action === 'edit') connection = (await askTls(l10n.t('Edit OMS Server'), connection)) ?? connection;
    else if (action !== 'retry') return null;
  }
}

async function test(
  editor: Editor,
  connection: OmsConnection,
  sources: ConnectionSources,
): ReturnType<typeof runStagedTest> {
  const target = await resolveOmsConnection(connection, sources);
  return await runStagedTest(connection.name, (options) => editor.services.oms.test(target, options));
}

/** Null when the user went away, or when there is none, which is said. */
async function serverFor(
  oms: OmsBook,
  args: readonly unknown[],
  title: string,
): Promise<StoredOmsConnection | null> {
  const id = omsServerIn(args);
  if (id !== null) return await oms.find(id);
  const servers = await oms.servers();
  if (servers.length === 0) {
    void window.showInformationMessage(l10n.t('There is no OMS server yet.'));
    return null;
  }
  return await pickOne(
    { title, placeholder: l10n.t('Which OMS server?') },
    servers.map((stored) => ({
      label: stored.connection.name,
      description: stored.connection.host,
      icon: 'server-environment',
      value: stored,
    })),
  );
}
