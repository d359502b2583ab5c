/** A dialect is a value that answers questions (design, section 2): what stands above the shadow tables names none. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import ts from 'typescript';
import { connectionDialects } from '../../src/connection/connectionDialect.ts';

const root = join(import.meta.dirname, '../..');

const rooms = [
  ...['shadow', 'task', 'comparison', 'alert', 'editor', 'protocol'].map((floor) => `src/${floor}`),
  'webview-ui/src',
];

/** The files that may, and why. */
const allowed: ReadonlyMap<string, string> = new Map([
  ['src/editor/manifest/views.ts', 'the welcome text tells people which servers there are'],
  [
    'src/editor/documents/findingExplanation.ts',
    'the codes of findings are one list for all dialects, kept beside the rules of the one that has most',
  ],
  ['webview-ui/src/strings/connectionForm.ts', 'a sentence of the rules of hosts shows how a URL begins'],
]);

/** `oceanbase-oracle` is two words; both count wherever they stand. */
const words = new RegExp([...new Set(connectionDialects.flatMap((name) => name.split('-')))].join('|'), 'i');

/** The names of dialects in a piece of code: identifiers, texts and imports. Comments cite manuals and servers. */
function dialectsIn(code: string): readonly string[] {
  const source = ts.createSourceFile('/piece.ts', code, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text =
      ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isLiteralExpression(node)
        ? node.text
        : ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)
          ? node.text
          : '';
    const match = words.exec(text);
    if (match !== null) found.push(match[0]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const named = rooms
  .flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => join(room, path)),
  )
  .filter((path) => dialectsIn(readFileSync(join(root, path), 'utf8')).length > 0);

describe('above the shadow tables', () => {
  it('no dialect is named', () => {
    assert.deepEqual(
      named.filter((path) => !allowed.has(path)),
      [],
    );
  });

  it('the files that may name one do', () => {
    assert.deepEqual(
      [...allowed.keys()].filter((path) => !named.includes(path)),
      [],
    );
  });

  for (const canary of [
    "if (draft.dialect === 'oracle') show();",
    'const help = `for ${name} on MariaDB`;',
    'const oracleRows = [];',
    "import { quote } from '../../schema/mysql/quote.ts';",
    'type Draft = { readonly oceanbaseTenant: string };',
    'class Form { #oracle = null; }',
    'const view = html`<p>${x} MySQL ${y}</p>`;',
  ]) {
    it(`is seen where it is: ${canary}`, () => {
      assert.equal(dialectsIn(canary).length > 0, true);
    });
  }

  it('may be cited in a comment', () => {
    assert.deepEqual(dialectsIn('/** Seen on MariaDB 10.11. */\nconst a = 1; // Oracle too'), []);
  });
});
