import { visibleText } from '../../../src/shadow/visibleText.ts';

/** Text of several lines: its line ends stay, everything else that can't be seen is shown as what it is. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visibleText).join('\n');
}
