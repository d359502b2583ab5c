import { env } from 'vscode';
import { readForeign } from '../foreignValue.ts';

/** Longer than any message that a tree shows. */
const longest = 10_000;

/** Copies what a line of a tree says that stands for no thing of its own. */
export async function copyMessage([node]: readonly unknown[]): Promise<void> {
  const text = readForeign(() =>
    typeof node === 'object' && node !== null && 'message' in node ? node.message : null,
  );
  if (typeof text === 'string') await env.clipboard.writeText(text.slice(0, longest));
}
