/** One kind of finding explained: the part of docs/findings.md, without leaving the editor. Without `vscode`. */
import { findingSection } from '../../diff/mysql/findings/findingsDocument.ts';
import { english, phrase } from '../../schema/phrase.ts';
import type { Saying } from '../../schema/phrase.ts';

/** Markdown. */
export function findingExplanation(code: string, say: Saying = english): string {
  return findingSection(code, say) ?? `# ${code}\n\n${say(phrase`No finding has this code.`)}\n`;
}
