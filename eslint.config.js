import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Syntax the house refuses everywhere (CONTRIBUTING.md, "What is refused"). */
const refusedSyntax = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'No default exports: a name that can differ per importer cannot be searched for.',
  },
  {
    selector: 'ExportAllDeclaration',
    message: 'No barrels: import from the file that declares the name.',
  },
  {
    selector: 'TSEnumDeclaration, TSModuleDeclaration[kind!="global"], TSParameterProperty',
    message: 'Erasable syntax only: Node runs these files by stripping their types.',
  },
];

/** What has one way only in tests: skipping, with its reason, and removing a folder, with patience. */
const refusedInTests = [
  {
    selector:
      'CallExpression[callee.type="MemberExpression"][callee.property.name="skip"][callee.object.type="ThisExpression"], ' +
      'CallExpression[callee.type="MemberExpression"][callee.property.name="skip"][callee.object.name=/^(it|describe|specify|context)$/]',
    message: "Skip with a reason: skip(this, 'why') from test/support/skip.ts.",
  },
  {
    selector: 'CallExpression[callee.name=/^rm(Sync)?$/] > ObjectExpression > Property[key.name="recursive"]',
    message: 'What was ended may be writing there still: removeFolder() from test/support/removeFolder.ts.',
  },
];

/**
 * Floors 1 to 3 have no clock and no randomness (design.md §2); tsconfig.pure.json keeps Node and the DOM out.
 * @type {import('eslint').Linter.RulesRecord}
 */
const impureInPureFloors = {
  'no-restricted-globals': [
    'error',
    { name: 'Date', message: 'Floors 1 to 3 have no clock: take the time as a value.' },
    { name: 'globalThis', message: 'Floors 1 to 3 know only the language.' },
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: 'Floors 1 to 3 have no randomness.' },
  ],
};

/** @type {import('eslint').Linter.RulesRecord} */
const typedRules = {
  '@typescript-eslint/consistent-type-exports': 'error',
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
};

export default defineConfig(
  globalIgnores(['dist/', 'node_modules/', 'test/architecture/canaries/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.{js,mjs,ts}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      complexity: ['error', 15],
      // `== null` is the one idiom: null or undefined.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-depth': ['error', 4],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...refusedSyntax],
      'no-undef': 'off', // TypeScript knows the names; the rule doesn't know types
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.strict],
    rules: {
      ...typedRules,
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    rules: {
      ...typedRules,
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/naming-convention': [
        'error',
        { selector: 'typeLike', format: ['PascalCase'] },
        // TableModel, not ITableModel. `I` followed by a lower-case letter is an ordinary word (Index).
        {
          selector: 'interface',
          format: ['PascalCase'],
          custom: { regex: '^I[A-Z]', match: false },
        },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Spreading a string gives its code points, which is what a server counts names in.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/strict-boolean-expressions': [
        'error',
        { allowNumber: false, allowString: true, allowNullableBoolean: true, allowNullableObject: true },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      // What the product prints goes through the command line's own output, never past it.
      'no-console': 'error',
    },
  },
  {
    files: ['webview-ui/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }] },
  },
  { files: ['src/{schema,connection,diff,shadow}/**/*.ts'], rules: impureInPureFloors },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...refusedSyntax, ...refusedInTests],
      // `noUncheckedIndexedAccess` and a table of expected values: the assertion that follows is the check.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['test/support/removeFolder.ts'],
    rules: { 'no-restricted-syntax': ['error', ...refusedSyntax] },
  },
  {
    // Mocha and the tools take their configuration and their reporter from the default export.
    files: ['*.{js,mjs}', '.dependency-cruiser.mjs', 'test/support/reporter.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...refusedSyntax.slice(1)],
    },
  },
);
