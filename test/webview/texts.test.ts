import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { connectionProblems } from '../../src/connection/readConnection.ts';
import { english } from '../../src/schema/phrase.ts';
import { alertDetailsTexts } from '../../webview-ui/src/strings/alertDetails.ts';
import { alertSettingsTexts } from '../../webview-ui/src/strings/alertSettings.ts';
import { approvalProcessesTexts } from '../../webview-ui/src/strings/approvalProcesses.ts';
import { connectionFormTexts, fieldProblemTexts } from '../../webview-ui/src/strings/connectionForm.ts';
import { schemaDiffCounts, schemaDiffTexts } from '../../webview-ui/src/strings/schemaDiff.ts';
import { sharedTexts } from '../../webview-ui/src/strings/shared.ts';
import { taskDetailsTexts } from '../../webview-ui/src/strings/taskDetails.ts';
import { taskFormCounts, taskFormTexts } from '../../webview-ui/src/strings/taskForm.ts';
import { usePanels } from './usePanels.ts';

const root = join(import.meta.dirname, '../..');

const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sharedTexts,
  alertDetailsTexts,
  alertSettingsTexts,
  schemaDiffTexts,
  connectionFormTexts,
  taskFormTexts,
  taskDetailsTexts,
  approvalProcessesTexts,
};

const texts = new Set([
  ...Object.values(tables).flatMap((table) => Object.values(table)),
  ...[...Object.values(schemaDiffCounts), ...Object.values(taskFormCounts)].flatMap(({ one, other }) => [
    one,
    other,
  ]),
  ...fieldProblemTexts,
]);

function translations(): ReadonlyMap<string, string> {
  const parts = join(root, 'l10n/parts');
  const files = readdirSync(parts).filter((name) => /^webview.*[.]zh-cn[.]json$/.test(name));
  return new Map(
    files.flatMap((file) => {
      const json: unknown = JSON.parse(readFileSync(join(parts, file), 'utf8'));
      return Object.entries(json ?? {});
    }),
  );
}

/** The code of the panels, without the texts themselves. */
function panelCode(): string {
  const folder = join(root, 'webview-ui/src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('strings'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{\d\}/g)].map(([found]) => found).sort();

describe('the texts of the panels', function () {
  this.timeout(60_000);

  it('are all translated into Simplified Chinese, and nothing else is', () => {
    assert.deepEqual([...translations().keys()].sort(), [...texts].sort());
  });

  it('keep their placeholders, and say something', () => {
    for (const [english, chinese] of translations()) {
      assert.deepEqual(placeholders(chinese), placeholders(english), english);
      assert.notEqual(chinese.trim(), '', english);
    }
  });

  it('are all used', () => {
    const code = panelCode();
    // Labels that are chosen by a value of the contract: the type of the table makes them complete.
    const byValue = ['sharedTexts.development', 'sharedTexts.test', 'sharedTexts.production'];
    const unused = Object.entries(tables).flatMap(([table, entries]) =>
      Object.keys(entries)
        .filter((key) => !new RegExp(String.raw`\b(texts|${table})\.${key}\b`).test(code))
        .map((key) => `${table}.${key}`),
    );
    assert.deepEqual(
      unused.filter((key) => !byValue.includes(key)),
      [],
    );
  });

  it('know every sentence that a field can be told', () => {
    const hop = { host: ' ', port: 0, user: '', auth: 'key', keyFile: null };
    const wrong = [
      {
        id: 'x',
        createdAt: 0,
        name: '',
        group: '',
        dialect: 'mysql',
        host: '',
        port: 0,
        user: '',
        database: '',
        environment: 'test',
        tls: { mode: 'required', caFile: 'x', certFile: '/a', keyFile: null },
        ssh: { ...hop, knownHostsFile: 'x', jump: { ...hop, auth: 'agent', keyFile: '/a' } },
      },
      { tls: { mode: 'required', caFile: null, certFile: null, keyFile: '/a' } },
    ];
    const said = wrong.flatMap((value) => connectionProblems(value)).map(({ remedy }) => english(remedy));
    // A form has every field and chooses from lists.
    const ofForms = new Set(said.filter((remedy) => !/^(Add it|Choose one of)/.test(remedy)));
    const known: ReadonlySet<string> = new Set(fieldProblemTexts);
    assert.deepEqual(
      [...ofForms].filter((remedy) => !known.has(remedy)),
      [],
    );
    assert.ok(ofForms.size >= fieldProblemTexts.length - 1);
  });

  describe('in a page', () => {
    const panels = usePanels();

    it('stand there in the user’s language', async () => {
      const page = await panels.open('schemaDiff', 'sample', { language: 'zh-cn' });
      await page.getByRole('button', { name: translations().get('Open Change SQL') ?? '' }).waitFor();
      assert.equal(await page.locator('html').getAttribute('lang'), 'zh-cn');
      await page.getByText('20 张表', { exact: true }).waitFor();
    });
  });
});
