import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** One call of `l10n.t`: its text, or null when it is no literal, which nobody could translate. */
export interface TranslatedCall {
  /** `src/editor/x.ts:12`. */
  readonly place: string;
  readonly text: string | null;
  /** How many arguments are filled in. */
  readonly args: number;
}

/** All calls of `l10n.t` in the TypeScript files of a folder of the repository. */
export function translatedCalls(root: string, folder: string): readonly TranslatedCall[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .flatMap((name) => callsIn(join(root, folder, name), `${folder}/${name}`));
}

function callsIn(path: string, shown: string): TranslatedCall[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const calls: TranslatedCall[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'l10n.t') {
      const [text] = node.arguments;
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      calls.push({
        place: `${shown}:${String(line)}`,
        text: text !== undefined && ts.isStringLiteralLike(text) ? text.text : null,
        args: node.arguments.length - 1,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return calls;
}
