/** Quoting of names and strings, and back. */
import { phrase } from '../phrase.ts';
import { ShadowSyncError } from '../shadowSyncError.ts';

/**
 * A name as SQL: backticks around it, those inside doubled (reliability.md C5). Throws ShadowSyncError 'naming' for the
 * empty name and for NUL, which no server of the family accepts in a name.
 */
export function quoteIdentifier(name: string): string {
  if (name === '') throw new ShadowSyncError('naming', phrase`An empty name can’t be quoted.`);
  if (name.includes('\0'))
    throw new ShadowSyncError('naming', phrase`A name with a NUL character can’t be quoted.`);
  return name.includes('`') ? `\`${name.replaceAll('`', '``')}\`` : `\`${name}\``;
}

/** The same for a list, with the separator that the servers print. */
export function quoteIdentifiers(names: readonly string[]): string {
  let text = '';
  for (const [i, name] of names.entries())
    text += i === 0 ? quoteIdentifier(name) : `,${quoteIdentifier(name)}`;
  return text;
}

/**
 * A string as SQL, for a session whose sql_mode has no NO_BACKSLASH_ESCAPES (the caller pins and verifies it). The
 * quote is doubled, as all servers print it; backslash, NUL, line ends and Ctrl-Z are escaped.
 */
export function quoteString(value: string): string {
  let plainFrom = 0;
  let text = "'";
  for (let i = 0; i < value.length; i++) {
    const escape = escapeOf(value.charCodeAt(i));
    if (escape === null) continue;
    text += value.slice(plainFrom, i) + escape;
    plainFrom = i + 1;
  }
  return plainFrom === 0 ? `'${value}'` : `${text}${value.slice(plainFrom)}'`;
}

function escapeOf(code: number): string | null {
  if (code > 0x5c) return null;
  switch (code) {
    case 0x27:
      return "''";
    case 0x5c:
      return '\\\\';
    case 0x00:
      return '\\0';
    case 0x0a:
      return '\\n';
    case 0x0d:
      return '\\r';
    case 0x1a:
      return '\\Z';
    default:
      return null;
  }
}

/** Decodes a quoted name, from its first backtick to its last. */
export function unquoteIdentifier(quoted: string): string {
  return quoted.slice(1, -1).replaceAll('``', '`');
}

/**
 * Decodes a quoted string, with its quotes. `backslashEscapes` false is for sessions with NO_BACKSLASH_ESCAPES, where
 * only the doubled quote is special.
 */
export function unquoteString(quoted: string, backslashEscapes = true): string {
  const quote = quoted.charAt(0);
  const body = quoted.slice(1, -1);
  if (!backslashEscapes || !body.includes('\\')) return body.replaceAll(quote + quote, quote);
  let text = '';
  for (let i = 0; i < body.length; i++) {
    const c = body.charAt(i);
    if (c === '\\') text += unescape(body.charAt(++i));
    else {
      text += c;
      if (c === quote) i++;
    }
  }
  return text;
}

/** MySQL manual, String Literals: the sequences that mean something else than the character itself. */
function unescape(c: string): string {
  switch (c) {
    case '0':
      return '\0';
    case 'b':
      return '\b';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'Z':
      return '\x1a';
    case '%':
    case '_':
      return `\\${c}`;
    default:
      return c;
  }
}
