import { phrase } from '../../schema/phrase.ts';
import type { Phrase, Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';

/** Far more than any list of connections (C8). */
const maxText = 2_000_000;

/**
 * Reads JSON with comments and commas before closing brackets, as editors' settings have them. `what` names the text.
 * Throws ShadowSyncError 'usage' that repeats no piece of it.
 */
export function parseJsonc(text: string, what: Said): unknown {
  if (text.length > maxText) throw unreadable(what, phrase`is longer than ${maxText} characters`);
  // A string, a comment, or a comma with nothing but space and comments before a closing bracket: whichever is first.
  const piece =
    /"(?:[^"\\]|\\.)*"|\/\/[^\n\r]*|\/\*(?:[^*]|\*(?!\/))*\*\/|,(?=(?:\s|\/\/[^\n\r]*|\/\*(?:[^*]|\*(?!\/))*\*\/)*[}\]])/g;
  try {
    const bare = text
      .replace(/^\u{feff}/u, '')
      .replaceAll(piece, (found) => (found.startsWith('"') ? found : ' '));
    return JSON.parse(bare);
  } catch {
    // Neither parser may speak: the one repeats a piece of the text, the other gives up on a string without end.
    throw unreadable(what, phrase`is no JSON`);
  }
}

function unreadable(what: Said, cause: Phrase): ShadowSyncError {
  return new ShadowSyncError('usage', phrase`${what} can't be imported: it ${cause}.`, {
    remedy: phrase`Choose a file that the other program wrote or exported.`,
  });
}
