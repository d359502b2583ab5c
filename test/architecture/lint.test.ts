import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ESLint } from 'eslint';

const root = join(import.meta.dirname, '../..');

/** Text that breaks one rule, given to ESLint in place of a file that exists (so that it has types). */
interface LintCanary {
  readonly rule: string;
  readonly file: string;
  readonly text: string;
}

const pureFile = 'src/schema/assertNever.ts';
const testFile = 'test/architecture/lint.test.ts';

const canaries: readonly LintCanary[] = [
  {
    rule: '@typescript-eslint/no-floating-promises',
    file: pureFile,
    text: 'async function send(): Promise<void> { await Promise.resolve(); }\nsend();\n',
  },
  {
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    file: pureFile,
    text: "export function f(kind: 'a' | 'b'): void { switch (kind) { case 'a': } }\n",
  },
  {
    rule: '@typescript-eslint/explicit-module-boundary-types',
    file: pureFile,
    text: 'export function f(text: string) { return text; }\n',
  },
  {
    rule: '@typescript-eslint/strict-boolean-expressions',
    file: pureFile,
    text: "export function f(count: number): string { return count ? 'some' : 'none'; }\n",
  },
  {
    rule: '@typescript-eslint/consistent-type-imports',
    file: pureFile,
    text: "import { ESLint } from 'eslint';\nexport type Lint = ESLint;\n",
  },
  { rule: '@typescript-eslint/no-explicit-any', file: pureFile, text: 'export type Anything = any;\n' },
  {
    rule: '@typescript-eslint/naming-convention',
    file: pureFile,
    text: 'export interface ITable { readonly name: string }\n',
  },
  { rule: 'no-restricted-syntax', file: pureFile, text: 'export default 1;\n' },
  { rule: 'no-restricted-syntax', file: pureFile, text: "export * from './tableName.ts';\n" },
  {
    rule: 'no-restricted-syntax',
    file: testFile,
    text: "describe.skip('later', () => undefined);\n",
  },
  { rule: 'no-restricted-globals', file: pureFile, text: 'export const now = Date.now();\n' },
  { rule: 'no-restricted-properties', file: pureFile, text: 'export const dice = Math.random();\n' },
  { rule: 'max-lines', file: pureFile, text: 'export {};\n'.repeat(301) },
  {
    rule: 'max-lines-per-function',
    file: pureFile,
    text: `export function f(): string[] {\n  return [\n${"    'line',\n".repeat(60)}  ];\n}\n`,
  },
  {
    rule: 'complexity',
    file: pureFile,
    text: `export const f = (n: number): number => ${'n === 1 ? 1 : '.repeat(16)}0;\n`,
  },
];

describe('lint rules', function () {
  this.timeout(900_000);
  const eslint = new ESLint({ cwd: root });

  for (const { rule, file, text } of canaries) {
    it(`fire: ${rule} on ${JSON.stringify(text.slice(0, 50))}`, async () => {
      const [result] = await eslint.lintText(text, { filePath: join(root, file) });
      assert.deepEqual([...new Set(result?.messages.map(({ ruleId }) => ruleId))], [rule]);
    });
  }

  it('let nothing be told off by a warning', async () => {
    const rules = await eslint.calculateConfigForFile(join(root, pureFile)).then(rulesOf);
    const warnings = Object.entries(rules).filter(([, setting]) => [setting].flat()[0] === 1);
    assert.deepEqual(warnings, []);
  });
});

/** The rules of a calculated configuration, which ESLint hands out without a type. */
function rulesOf(config: unknown): Record<string, unknown> {
  assert.ok(typeof config === 'object' && config !== null && 'rules' in config);
  return config.rules as Record<string, unknown>;
}
