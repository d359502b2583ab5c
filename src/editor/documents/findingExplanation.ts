/** One kind of finding explained: the part of docs/findings.md, without leaving the editor. Without `vscode`. */
import { findingSection } from '../../diff/mysql/findings/findingsDocument.ts';

/** Markdown. */
export function findingExplanation(code: string): string {
  return findingSection(code) ?? `# ${code}\n\nNo finding has this code.\n`;
}
