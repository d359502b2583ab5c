import assert from 'node:assert/strict';
import { Uri, commands, window, workspace } from 'vscode';
import { DiagnosticSeverity, TabInputTextDiff, TabInputWebview } from 'vscode';
import type { CodeAction, Diagnostic, DocumentSymbol, FoldingRange } from 'vscode';
import type { Connection } from 'mysql2/promise';
import { Dialogs, when } from './dialogs.ts';
import { openHostDatabase } from './hostDatabase.ts';
import { database, setStage } from './comparisonStage.ts';
import { until } from './until.ts';
import { ChangeSqlTab } from './changeSqlTab.ts';
import { stepByStep } from '../support/stepByStep.ts';

describe('comparisons in VS Code', function () {
  stepByStep();
  const dialogs = new Dialogs();
  let server: Connection;

  before(async () => {
    server = await setStage(dialogs);
  });

  after(async () => {
    dialogs.remove();
    await commands.executeCommand('workbench.action.closeAllEditors');
    await server.end();
  });

  function codesOf(list: readonly Diagnostic[]): readonly string[] {
    return list.map(({ code }) => String(typeof code === 'object' ? code.value : code));
  }

  const tab = new ChangeSqlTab(() => JSON.stringify(dialogs.asked));

  it('compares from the palette with nothing selected, and shows the panel', async () => {
    dialogs.answer(
      when(/Which database|Choose a database/, `$(database) ${database}`),
      when('Which source tables?', '$(list-flat) All Tables'),
    );
    await commands.executeCommand('shadowSync.comparison.start');
    await dialogs.said('How are the shadow tables called?');
    await until(() =>
      window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(
          ({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('shadowSync.schemaDiff'),
        ),
    );
  });

  it('opens the change SQL, with a heading that says what it is made of', async () => {
    await commands.executeCommand('shadowSync.changeSql.open');
    await until(() => window.activeTextEditor?.document === tab.document);
    assert.equal(tab.document.languageId, 'sql');
    const text = await until(() => tab.text.includes('ALTER TABLE') && tab.text);
    for (const words of ['Connection Host database', database, 'Made at', 'Plan ', 'CREATE TABLE']) {
      assert.ok(text.includes(words), `${words} in ${text}`);
    }
    assert.ok(!text.includes('__test_customers (from'), 'a consistent table has no statement');
  });

  it('shows a row above each statement', async () => {
    const row = await tab.lensOf(/__test_orders · update · .*unsafe SS101/);
    const titles = (await tab.lenses())
      .filter(({ range }) => range.start.line === row.range.start.line)
      .map(({ command }) => command?.title);
    assert.deepEqual(titles.slice(1), ['Skip', 'Allow', 'Show Difference', 'Copy']);
    await tab.lensOf(/__test_items · create/);
  });

  it('has an outline and folds by table', async () => {
    const { uri } = tab.document;
    const symbols = await commands.executeCommand<DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    assert.deepEqual(symbols.map(({ name }) => name).sort(), ['__test_items', '__test_orders']);
    assert.ok(symbols.every(({ children }) => children.length > 0));
    const folds = await commands.executeCommand<FoldingRange[]>('vscode.executeFoldingRangeProvider', uri);
    assert.ok(folds.length >= 3, 'the heading and two tables');
  });

  it('shows findings as problems, with a code that leads to its explanation', async () => {
    const unsafe = await until(() =>
      tab.problems.find(({ severity }) => severity === DiagnosticSeverity.Warning),
    );
    assert.deepEqual(codesOf([unsafe]), ['SS101']);
    assert.equal(unsafe.source, 'Shadow Sync');
    assert.equal(unsafe.range.start.line, tab.lineOf('DROP COLUMN'));
    assert.ok(typeof unsafe.code === 'object' && unsafe.code.target instanceof Uri);
    const explanation = await workspace.openTextDocument(unsafe.code.target);
    assert.match(explanation.getText(), /^# SS101\n[^]*drops a column/);
  });

  it('offers quick fixes for them', async () => {
    const unsafe = await until(() =>
      tab.problems.find(({ severity }) => severity === DiagnosticSeverity.Warning),
    );
    const fixes = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      tab.document.uri,
      unsafe.range,
    );
    const titles = fixes.map(({ title }) => title);
    for (const title of [
      'Skip this statement’s table, __test_orders',
      'Allow this unsafe statement',
      'Show undo',
      'Show difference',
    ]) {
      assert.ok(titles.includes(title), `${title} among ${titles.join('; ')}`);
    }
  });

  it('skips a table from its row, and everything follows', async () => {
    await tab.press('Skip', 'DROP COLUMN');
    await until(() => !tab.text.includes('ALTER TABLE'));
    assert.match(tab.text, /Left out \(skipped.*__test_orders/);
    await until(() => !codesOf(tab.problems).includes('SS101'));
    dialogs.answer(when('Undo Skip', ['$(table) orders']));
    await commands.executeCommand('shadowSync.pair.undoSkip');
    await until(() => tab.text.includes('DROP COLUMN'));
  });

  it('refuses a command of a statement that is no more', async () => {
    const { command } = await tab.lensOf('Copy', tab.lineOf('DROP COLUMN'));
    const [argument] = (command?.arguments ?? []) as readonly unknown[];
    dialogs.answer();
    await commands.executeCommand('shadowSync.statement.skip', { ...(argument as object), revision: 0 });
    await dialogs.said('not part of the change SQL any more');
    await commands.executeCommand(
      'shadowSync.statement.skip',
      '[Fix](command:workbench.action.reloadWindow)',
    );
    assert.ok(tab.text.includes('DROP COLUMN'));
  });

  it('O-86: shows the difference of one table in the editor’s own diff', async () => {
    await tab.press('Show Difference', 'DROP COLUMN');
    const diff = await until(() => {
      const input = window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof TabInputTextDiff ? input : null;
    });
    const texts = await Promise.all(
      [diff.original, diff.modified].map(async (uri) => (await workspace.openTextDocument(uri)).getText()),
    );
    assert.match(texts[0] ?? '', /legacy/);
    assert.doesNotMatch(texts[1] ?? '', /legacy/);
    assert.match(texts[1] ?? '', /`__test_orders`[^]*`note`/);
  });

  it('O-86: shows the differences of all tables in one tab', async () => {
    await commands.executeCommand('shadowSync.difference.openAll');
    await until(() => window.tabGroups.activeTabGroup.activeTab?.label.startsWith('Differences: ') === true);
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('opens an editable copy that says that it is one', async () => {
    await commands.executeCommand('shadowSync.changeSql.openCopy', tab.document.uri);
    await until(() => window.activeTextEditor?.document.uri.scheme === 'untitled');
    const copy = window.activeTextEditor?.document;
    assert.match(copy?.getText() ?? '', /^-- A copy to edit[^]*DROP COLUMN/);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('runs nothing in a folder that is not trusted', async () => {
    const trusted = Object.getOwnPropertyDescriptor(workspace, 'isTrusted');
    Object.defineProperty(workspace, 'isTrusted', { value: false, configurable: true });
    try {
      dialogs.answer();
      await commands.executeCommand('shadowSync.changeSql.run');
      await dialogs.said('never run in a folder that you do not trust');
    } finally {
      if (trusted !== undefined) Object.defineProperty(workspace, 'isTrusted', trusted);
    }
  });

  it('exports the change SQL to a file', async () => {
    const folder = workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder !== undefined);
    const target = Uri.joinPath(folder, 'export.sql');
    dialogs.replaceSaveDialog(() => target);
    dialogs.answer(when('In which form?', '$(database) SQL'));
    await commands.executeCommand('shadowSync.report.export');
    await dialogs.said('The report was written to export.sql');
    const written = new TextDecoder().decode(await workspace.fs.readFile(target));
    assert.equal(written, tab.text);
    await workspace.fs.delete(target);
  });

  it('leaves a table as it is whose unsafe statement was not ticked', async () => {
    dialogs.answer(when('unsafe statements', 'as offered'), when('Run 1 statement?', undefined));
    await commands.executeCommand('shadowSync.changeSql.run');
    const { text } = await dialogs.said('Run 1 statement?');
    assert.match(text, /Left as they are: __test_orders/);
    assert.match(text, /Host database \(Development\)/);
  });

  it('stops a run on the server, and says how things stand', async () => {
    const blocker = await openHostDatabase();
    try {
      await blocker.query(`lock tables ${database}.__test_orders read`);
      await tab.press('Allow', 'DROP COLUMN');
      await tab.lensOf('$(check) Allowed');
      dialogs.answer(when('unsafe statements', 'as offered'), when('Run 2 statements?', 'Run'));
      const run = commands.executeCommand('shadowSync.changeSql.run', tab.document.uri);
      await tab.lensOf(/__test_orders · update · .*running/);
      await commands.executeCommand('shadowSync.comparison.stop');
      await run;
      await dialogs.said('The run was stopped');
    } finally {
      await blocker.end();
    }
    await until(() => tab.text.includes('DROP COLUMN'));
  });

  it('runs what was allowed, marks what became of it, and compares again', async () => {
    dialogs.answer(when('unsafe statements', 'as offered'), when(/^Run \d/, 'Run'));
    await commands.executeCommand('shadowSync.comparison.refresh', tab.document.uri);
    await tab.lensOf('$(check) Allowed');
    // A button that is pressed twice asks and runs once.
    await Promise.all([
      commands.executeCommand('shadowSync.changeSql.run', tab.document.uri),
      commands.executeCommand('shadowSync.changeSql.run', tab.document.uri),
    ]);
    assert.equal(dialogs.asked.filter(({ text }) => /^Run \d/.test(text)).length, 1);
    await dialogs.said('The shadow tables are in line with their sources');
    await until(() => !tab.text.includes('\nALTER TABLE'));
    assert.match(tab.text, /The last run, succeeded: ALTER TABLE/);
    await until(() => tab.problems.length === 0);
    const [columns] = await server.query(`show columns from ${database}.__test_orders`);
    assert.ok(Array.isArray(columns));
    assert.deepEqual(
      (columns as unknown as readonly { Field: string }[]).map(({ Field }) => Field),
      ['id', 'customer', 'note'],
    );
  });

  it('has nothing more to run', async () => {
    dialogs.answer();
    await commands.executeCommand('shadowSync.changeSql.run', tab.document.uri);
    await dialogs.said('There is nothing to run');
  });

  it('marks a statement that the server refuses, with what the server said', async () => {
    await server.query(`use ${database};
      alter table items add unique key uq_title (title);
      insert into __test_items values (1, 'twice'), (2, 'twice')`);
    await commands.executeCommand('shadowSync.comparison.refresh', tab.document.uri);
    await tab.press('Allow', 'uq_title');
    dialogs.answer(when('unsafe statements', 'as offered'), when(/^Run \d/, 'Run'));
    await commands.executeCommand('shadowSync.changeSql.run', tab.document.uri);
    await dialogs.said('No shadow table was brought in line');
    const failure = await until(() =>
      tab.problems.find(({ severity }) => severity === DiagnosticSeverity.Error),
    );
    assert.match(failure.message, /Duplicate entry/);
    await tab.lensOf(/__test_items · update · .*✗ failed/);
  });

  it('asks for the name of the database on a production server, also when it became one meanwhile', async () => {
    dialogs.answer(when('Set Environment: What is', '$(shield) Production'), ({ text, offered }) =>
      text.startsWith('Set Environment') ? offered : null,
    );
    await commands.executeCommand('shadowSync.connection.setEnvironment');
    dialogs.answer(
      when('unsafe statements', 'as offered'),
      when('Run 1 statement?', 'Run'),
      when('Type the name of the database', undefined),
    );
    await commands.executeCommand('shadowSync.changeSql.run', tab.document.uri);
    assert.deepEqual(
      dialogs.asked.map(({ kind }) => kind),
      ['pick', 'warning', 'input'],
    );
  });

  it('compares two tables that were chosen by hand, and confirms the shadow before it runs', async () => {
    dialogs.answer(
      when(/Which database|Choose a database/, `$(database) ${database}`),
      when('Which source table?', '$(table) customers'),
      when('Where is the other table?', `$(database) ${database}`),
      when('Which table is to be seen as the shadow?', '$(table) items'),
    );
    await commands.executeCommand('workbench.action.closeAllEditors');
    await commands.executeCommand('shadowSync.comparison.startTables');
    await commands.executeCommand('shadowSync.changeSql.open');
    await until(() => tab.text.includes('put side by side by hand'));
    dialogs.answer(when('Is comparisons_host.items a shadow table?', ''));
    await commands.executeCommand('shadowSync.changeSql.run');
    assert.deepEqual(
      dialogs.asked.map(({ kind }) => kind),
      ['input'],
    );
  });

  it('survives arguments of other extensions', async () => {
    dialogs.answer();
    for (const argument of [
      null,
      7,
      'x',
      { comparison: '../x' },
      { kind: 'table' },
      [[]],
      Uri.parse('shadow-sync:/'),
    ]) {
      for (const id of [
        'changeSql.open',
        'statement.skip',
        'statement.copy',
        'comparison.stop',
        'comparison.show',
      ]) {
        await commands.executeCommand(`shadowSync.${id}`, argument);
      }
    }
    const text = (
      await workspace.openTextDocument(
        Uri.parse('shadow-sync://0123456789abcdef/a/b.change.sql?%5B%22change%22%5D'),
      )
    ).getText();
    assert.match(text, /This comparison is closed/);
  });
});
