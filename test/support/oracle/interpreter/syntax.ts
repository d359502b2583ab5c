/** Ways through a tree of the grammar. */
import type { SyntaxNode, SyntaxPart } from '../grammar.ts';
import type { TableName } from '../../../../src/schema/tableName.ts';

function isNode(part: SyntaxPart): part is SyntaxNode {
  return part.rule !== null;
}

/** The children that are of one of these rules. */
export function nodesOf(node: SyntaxNode, ...rules: readonly string[]): readonly SyntaxNode[] {
  return node.children.filter(isNode).filter(({ rule }) => rules.includes(rule));
}

/** The first node of the rule anywhere in the tree, the root included. */
export function find(node: SyntaxNode, ...rules: readonly string[]): SyntaxNode | null {
  return findAll(node, ...rules)[0] ?? null;
}

/** All nodes of the rules, without those inside of one that was found. */
export function findAll(node: SyntaxNode, ...rules: readonly string[]): readonly SyntaxNode[] {
  if (rules.includes(node.rule)) return [node];
  return node.children.filter(isNode).flatMap((child) => findAll(child, ...rules));
}

/** The first node of the rule. Throws when there is none: the interpreter does not know the form then. */
export function demand(node: SyntaxNode, ...rules: readonly string[]): SyntaxNode {
  const found = find(node, ...rules);
  if (found === null) throw new Error(`no ${rules.join(' or ')} in ${node.rule}: ${node.text}`);
  return found;
}

/** The node's own tokens, in upper case, with blanks between: `ON DELETE CASCADE`. */
export function words(node: SyntaxNode): string {
  return node.children
    .filter((part) => !isNode(part))
    .map(({ text }) => text.toUpperCase())
    .join(' ');
}

/** Whether these words stand among the node's own tokens, one behind the other. */
export function says(node: SyntaxNode, phrase: string): boolean {
  return ` ${words(node)} `.includes(` ${phrase} `);
}

/** All tokens below a node, as they were written. */
export function leaves(part: SyntaxPart): readonly string[] {
  return isNode(part) ? part.children.flatMap(leaves) : part.text === '' ? [] : [part.text];
}

/** A name as the dictionary has it: folded where it was not quoted. */
export function nameOf(node: SyntaxNode): string {
  const [only = '', ...rest] = leaves(node);
  if (rest.length > 0) throw new Error(`not a single name: ${node.text}`);
  return folded(only);
}

/** The same of one token. */
export function folded(token: string): string {
  return token.startsWith('"') ? token.slice(1, -1) : token.toUpperCase();
}

/** `"S"."T"."C"` → S, T, C. */
export function namesOf(node: SyntaxNode): readonly string[] {
  return leaves(node)
    .filter((token) => token !== '.')
    .map(folded);
}

/** A name with its schema. */
export function tableNameOf(node: SyntaxNode): TableName {
  const [database, table, ...rest] = namesOf(node);
  if (database === undefined || table === undefined || rest.length > 0)
    throw new Error(`not a name with its schema: ${node.text}`);
  return { database, table };
}

/** What stands between the outermost brackets of a node's text. */
export function bracketed({ text }: SyntaxNode): string {
  return text.slice(text.indexOf('(') + 1, text.lastIndexOf(')')).trim();
}

/** The columns that stand as names in a node: `(column_name, column_name)`. */
export function columnNames(node: SyntaxNode): readonly string[] {
  return findAll(node, 'column_name').map(nameOf);
}

/** A string literal's value; the empty one is NULL to the server. */
export function stringValue({ text }: SyntaxNode): string | null {
  const value = text.slice(1, -1).replaceAll("''", "'");
  return value === '' ? null : value;
}
