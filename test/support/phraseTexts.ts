import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What a tagged template `phrase` says, and where it stands. */
export interface WrittenPhrase {
  /** `src/diff/x.ts:12`. */
  readonly place: string;
  readonly template: string;
  /** Literals of ours among what is filled in, which nobody could translate. */
  readonly literals: readonly string[];
}

/** A text that people see and that is no phrase. */
export interface PlainText {
  readonly place: string;
  readonly text: string;
}

export interface FoundPhrases {
  readonly phrases: readonly WrittenPhrase[];
  readonly plain: readonly PlainText[];
}

/** The terminal speaks English. */
const terminal = /^commandline[/\\]/;

/** All phrases of the product's TypeScript files, and the messages, reasons and remedies that are plain text instead. */
export function phrasesIn(root: string): FoundPhrases {
  const phrases: WrittenPhrase[] = [];
  const plain: PlainText[] = [];
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  for (const name of files.filter((file) => file.endsWith('.ts') && !terminal.test(file)).sort()) {
    const path = join(root, 'src', name);
    const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    const placeOf = (node: ts.Node): string =>
      `src/${name}:${String(source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1)}`;
    const visit = (node: ts.Node): void => {
      if (isPhrase(node)) phrases.push({ place: placeOf(node), ...written(node) });
      for (const text of shownBy(node)) plain.push({ place: placeOf(text), text: text.getText(source) });
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { phrases, plain };
}

/** The texts of a piece of code that people see and that are no phrases, as they stand there. */
export function textsShownIn(code: string): readonly string[] {
  const source = ts.createSourceFile('/src/shadow/piece.ts', code, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    found.push(...shownBy(node).map((text) => text.getText(source)));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isPhrase(node: ts.Node): node is ts.TaggedTemplateExpression {
  return ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'phrase';
}

function written({ template }: ts.TaggedTemplateExpression): Omit<WrittenPhrase, 'place'> {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return { template: template.text, literals: [] };
  const parts = template.templateSpans.map(({ literal }, i) => `{${String(i)}}${literal.text}`);
  return {
    template: template.head.text + parts.join(''),
    literals: template.templateSpans.flatMap(({ expression }) => wordsIn(expression)),
  };
}

/** Literals that a value may become; what is compared with or handed to a function is none. */
function wordsIn(node: ts.Expression): string[] {
  return textsOf(node).flatMap((text) => (/[a-z]{2}/.test(text.getText()) ? [text.getText()] : []));
}

/** The literals among the values that an expression can have. */
function textsOf(node: ts.Expression): readonly ts.Expression[] {
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return [...textsOf(node.left), ...textsOf(node.right)];
  if (ts.isStringLiteralLike(node)) return node.text === '' ? [] : [node];
  return ts.isTemplateExpression(node) ? [node] : [];
}

/** Classes whose first argument people read. */
const errors: ReadonlySet<string> = new Set(['ShadowSyncError', 'SshError', 'ParseRefusal', 'GateRefusal']);

/** Properties that people read, wherever the floors below the editor have them. */
const readProperties: readonly string[] = [
  'reason',
  'message',
  'remedy',
  'cause',
  'undoNote',
  'why',
  'said',
  'saidReason',
  'detail',
  'otherwise',
];

/** Functions all of whose texts people read, by their last name; those of a log's own words are among them. */
const readArguments: ReadonlySet<string> = new Set([
  'addNotice',
  'conflict',
  'lossy',
  'notice',
  'reasoned',
  'refuse',
  '#refuse',
  'report',
  '#report',
  'reportTogether',
  '#tell',
]);

/** Names and codes, which are the same in every language. */
const name = /^[a-z0-9_.-]*$/i;

/** The editor translates its own texts by itself (l10n.test.ts), and what crosses the glass is translated before. */
const translatedElsewhere = /\/src\/(editor|protocol)\//;

/** The plain texts that a node shows to people: an error's message and remedy, a finding's message, a pair's reason. */
function shownBy(node: ts.Node): readonly ts.Expression[] {
  return shownParts(node).flatMap((part) => (part === undefined ? [] : textsOf(part).filter(hasWords)));
}

function shownParts(node: ts.Node): readonly (ts.Expression | undefined)[] {
  if (ts.isNewExpression(node) && errors.has(node.expression.getText())) {
    const { arguments: given = [] } = node;
    const details = given.at(-1);
    const hasDetails = details !== undefined && ts.isObjectLiteralExpression(details);
    // An error's code, or the place in a text, stands beside the words.
    const texts = hasDetails ? given.slice(0, -1) : given;
    return [...texts.filter(isSentence), ...(hasDetails ? [propertyOf(details, 'remedy')] : [])];
  }
  if (translatedElsewhere.test(node.getSourceFile().fileName)) return [];
  if (ts.isCallExpression(node)) {
    return isReadCall(node) ? node.arguments.filter(isSentence) : [];
  }
  if (!ts.isObjectLiteralExpression(node)) return [];
  return readProperties
    .map((one) => propertyOf(node, one))
    .filter((one) => one !== undefined && isSentence(one));
}

function isReadCall({ expression }: ts.CallExpression): boolean {
  const called = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  const isLog = called === 'write' && /\blog\.write$/.test(expression.getText());
  return isLog || readArguments.has(called);
}

/** Not for what is one word, which may be a code. */
function isSentence(part: ts.Expression): boolean {
  return textsOf(part).some((text) => !ts.isStringLiteralLike(text) || !name.test(text.text));
}

function hasWords(text: ts.Expression): boolean {
  if (!ts.isTemplateExpression(text)) return true;
  return [text.head, ...text.templateSpans.map(({ literal }) => literal)].some((part) =>
    /[a-z]{2}/i.test(part.text),
  );
}

function propertyOf(node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  return node.properties.filter(ts.isPropertyAssignment).find((one) => one.name.getText() === name)
    ?.initializer;
}
