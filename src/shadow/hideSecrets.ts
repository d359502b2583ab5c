import { withTexts, type Said } from '../schema/phrase.ts';

/**
 * The texts of an unsupported table are shown to people and put into JSON, and a definition may hold a password: in the
 * CONNECTION of FEDERATED and CONNECT tables, in the OPTION_LIST of CONNECT, in SPIDER's comments, in any URL (P-12). Nobody has understood such
 * a text, so this looks for the words and hides too much rather than too little. For texts that are shown, never for SQL.
 */
export function hideSecrets(text: string): string {
  return text.replace(quotedSecret, "$1'…'").replace(wordSecret, '$1…').replace(urlCredentials, '://…@');
}

/** The same for what is filled into a phrase; its own words hold no secret. */
export function hideSaidSecrets(said: Said): Said {
  return withTexts(said, hideSecrets);
}

const quotedSecret = /\b((?:CONNECTION|OPTION_LIST|PASSWORD)\b[`"]?\s*=?\s*)'(?:[^'\\]|\\[^]|'')*(?:'|$)/gi;

/** `password "x"`, `password=x`, `pwd x` inside another string, as SPIDER and ODBC have it. */
const wordSecret = /\b((?:password|passwd|pwd)\b["'\s=:]{1,8})[^"'\s,;]{1,256}/gi;

/** Bounded, so that a text full of colons takes no longer than any other. */
const urlCredentials = /:\/\/[^\s'"@]{0,256}@/g;
