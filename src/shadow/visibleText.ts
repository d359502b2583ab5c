/**
 * Foreign text (names, messages) for comments and labels: every character that ends a line, moves the cursor, hides or
 * reorders what stands beside it becomes `\u{…}` (U3). The result is one line whatever the text holds.
 */
export function visibleText(text: string): string {
  return text.replace(hidden, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

// Cc control, Cf format (bidi, zero-width, soft hyphen, byte order mark, tags), Zl and Zp separators, Cs lone surrogates.
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
