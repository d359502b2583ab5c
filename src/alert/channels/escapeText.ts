/** Names and messages are somebody else's: what a receiver would take for a mention, a link or markup is made harmless (W5). */
import { visibleText } from '../../shadow/visibleText.ts';

/** Plain text with nothing to hide behind. */
export function plain(text: string): string {
  return visibleText(text);
}

/** Slack parses `<!channel>`, `<@U1>` and `<url|text>` in any text; only these three have to be escaped. */
export function forSlack(text: string): string {
  return plain(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * For the Markdown of DingTalk, WeCom and Teams. `@` and `<` begin mentions, also where no Markdown is looked for, so they
 * become characters that only look like them.
 */
export function forMarkdown(text: string): string {
  return (
    plain(text)
      .replace(/[\\`*_{}[\]()#+!|~>-]/g, (character) => `\\${character}`)
      .replaceAll('@', '＠')
      .replaceAll('<', '＜')
      // Else receivers make links of addresses.
      .replaceAll('://', ':\u2060//')
  );
}
