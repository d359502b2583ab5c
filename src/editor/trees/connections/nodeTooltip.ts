import { MarkdownString } from 'vscode';
import { visibleText } from '../../../shadow/visibleText.ts';

/** Foreign text as a tooltip shows it: no markup of it is read (U2), and nothing is hidden in it (U3). */
export function nodeTooltip(...paragraphs: readonly string[]): MarkdownString {
  const tooltip = new MarkdownString();
  for (const [i, paragraph] of paragraphs.entries()) {
    if (i > 0) tooltip.appendMarkdown('\n\n');
    tooltip.appendText(visibleText(paragraph));
  }
  return tooltip;
}
