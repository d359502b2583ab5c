/** A small tree of files that breaks one import rule of .dependency-cruiser.mjs, and no other. */
export interface BoundaryCanary {
  readonly rule: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Imported by whatever would otherwise be an orphan. */
const bystander = 'export const bystander = 1;\n';

/** One import that may not be: `from` imports `to`. */
function edge(rule: string, from: string, to: string, how: 'type' | 'value' = 'value'): BoundaryCanary {
  const target = relativeSpecifier(from, to);
  const importing =
    how === 'type'
      ? `import type { bystander } from '${target}';\nexport type Bystander = typeof bystander;\n`
      : `import { bystander } from '${target}';\nexport const use = bystander;\n`;
  return { rule, files: { [from]: importing, [to]: bystander } };
}

/** An import of a package or a built-in that may not be. */
function library(rule: string, from: string, name: string, kind = 'dependencies'): BoundaryCanary {
  const files: Record<string, string> = {
    // A neighbour, so that a file whose import leads nowhere is still no orphan.
    [from]: `import '${name}';\nimport './bystander.ts';\n`,
    [`${from.slice(0, from.lastIndexOf('/'))}/bystander.ts`]: bystander,
  };
  if (name.startsWith('node:')) return { rule, files };
  return {
    rule,
    files: {
      ...files,
      'package.json': JSON.stringify({ name: 'canary', type: 'module', [kind]: { [name]: '1.0.0' } }),
      [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
      [`node_modules/${name}/index.js`]: '',
    },
  };
}

/** Where `to` is, seen from `from`; both from the top of the tree. */
function relativeSpecifier(from: string, to: string): string {
  return '../'.repeat(from.split('/').length - 1) + to;
}

/** One canary for every rule, in the order of the rule set. */
export const boundaryCanaries: readonly BoundaryCanary[] = [
  edge('schema-imports-downwards-only', 'src/schema/low.ts', 'src/diff/high.ts'),
  edge('diff-imports-downwards-only', 'src/diff/low.ts', 'src/shadow/high.ts'),
  edge('shadow-imports-downwards-only', 'src/shadow/low.ts', 'src/task/high.ts', 'type'),
  edge('task-imports-downwards-only', 'src/task/low.ts', 'src/alert/high.ts'),
  edge('comparison-imports-downwards-only', 'src/comparison/low.ts', 'src/alert/high.ts', 'type'),
  edge('alert-imports-downwards-only', 'src/alert/low.ts', 'src/editor/high.ts'),

  library('mysql2-in-its-room', 'src/database/tls/driver.ts', 'mysql2'),
  library('oracledb-in-its-room', 'src/database/mysql/driver.ts', 'oracledb'),
  library('ssh2-in-its-room', 'src/database/mysql/driver.ts', 'ssh2'),
  library('lowdb-in-its-room', 'src/database/mysql/driver.ts', 'lowdb'),
  library('croner-in-its-room', 'src/task/runner/due.ts', 'croner'),
  library('vscode-in-its-room', 'src/commandline/window.ts', 'vscode'),
  library('toolkit-in-its-room', 'webview-ui/src/diff/button.ts', '@vscode/webview-ui-toolkit'),

  library('pure-floors-without-built-ins', 'src/schema/hash.ts', 'node:crypto'),
  library('pure-floors-without-packages', 'src/shadow/match.ts', 'micromatch'),
  library('upper-floors-without-built-ins', 'src/task/clock.ts', 'node:timers'),
  library('upper-floors-without-packages', 'src/alert/queue.ts', 'p-queue'),

  library('connection-knows-schema-only', 'src/connection/hash.ts', 'node:crypto'),
  edge('tables-without-connections', 'src/shadow/reader.ts', 'src/connection/connection.ts', 'type'),

  edge('side-rooms-known-to-compose-only', 'src/commandline/analyze.ts', 'src/database/mysql/connect.ts'),
  edge('side-rooms-without-crosstalk', 'src/store/journal.ts', 'src/database/mysql/connect.ts'),
  edge('side-rooms-take-types-only', 'src/database/mysql/reader.ts', 'src/shadow/schemaReader.ts'),
  edge('database-knows-its-ports', 'src/database/mysql/reader.ts', 'src/diff/difference.ts', 'type'),
  edge('store-knows-its-ports', 'src/store/journal.ts', 'src/diff/difference.ts', 'type'),
  edge('oms-knows-its-ports', 'src/oms/client.ts', 'src/shadow/plan.ts', 'type'),
  edge('webhook-knows-its-port', 'src/webhook/post.ts', 'src/task/task.ts', 'type'),
  edge('side-rooms-below-the-editor', 'src/database/mysql/reader.ts', 'src/editor/tree.ts', 'type'),
  edge('dialects-without-crosstalk', 'src/diff/mysql/order.ts', 'src/schema/oracle/model.ts', 'type'),

  edge('protocol-takes-types-only', 'src/protocol/taskForm.ts', 'src/schema/tableName.ts'),
  edge('protocol-for-both-sides-of-the-glass', 'src/task/task.ts', 'src/protocol/taskForm.ts', 'type'),
  edge('panels-see-protocol-and-pure-floors', 'webview-ui/src/diff/panel.ts', 'src/task/task.ts', 'type'),
  library('panels-without-built-ins', 'webview-ui/src/diff/panel.ts', 'node:path'),
  edge('panels-are-not-imported', 'src/editor/panel.ts', 'webview-ui/src/diff/panel.ts', 'type'),

  edge('composition-for-entries-only', 'src/editor/commands/run.ts', 'src/compose.ts'),
  edge('entries-are-not-imported', 'test/cli/cli.test.ts', 'src/cli.ts'),
  edge('commandline-behind-its-entry', 'src/shadow/report.ts', 'src/commandline/paint.ts'),
  edge('editor-behind-its-entry', 'src/commandline/report.ts', 'src/editor/tree.ts'),

  edge('product-without-tests', 'src/schema/sample.ts', 'test/support/sample.ts'),
  library('product-without-dev-dependencies', 'src/commandline/complain.ts', 'chalk', 'devDependencies'),

  {
    rule: 'no-cycles',
    files: {
      'src/schema/hen.ts':
        "import type { Egg } from './egg.ts';\nexport interface Hen { readonly lays: Egg }\n",
      'src/schema/egg.ts':
        "import type { Hen } from './hen.ts';\nexport interface Egg { readonly from: Hen }\n",
    },
  },
  { rule: 'no-orphans', files: { 'src/schema/forgotten.ts': bystander } },
  {
    rule: 'no-unresolvable',
    files: {
      'src/schema/lost.ts': "import './bystander.ts';\nimport './gone.ts';\n",
      'src/schema/bystander.ts': bystander,
    },
  },
];
