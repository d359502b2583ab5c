/** From the driver's errors to ours: every error of this folder passes here, and nothing secret does. */
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { cleaned } from '../foreignText.ts';
import { meaningOf } from './errorMeanings.ts';

/**
 * Turns whatever the driver threw into a ShadowSyncError whose message begins with what was being done. The number is the
 * server's own (ORA), the symbol also the driver's (NJS). `secret` is cut out of the text should a server repeat it. The
 * driver's error is not kept as a cause: it carries the connection's options in its internals.
 */
export function mapError(error: unknown, doing: Said, secret = ''): ShadowSyncError {
  if (error instanceof ShadowSyncError) return error;
  const text = messageOf(error);
  const symbol = symbolOf(error, text);
  const errno = numberOf(symbol);
  const meaning = meaningOf(symbol, text);
  const said =
    symbol === null ? phrase`it sent what no Oracle server sends` : cleaned(text, secret, withoutLabels);
  return new ShadowSyncError(meaning.code, phrase`${doing}: ${said}`, {
    ...(meaning.remedy === undefined ? {} : { remedy: meaning.remedy }),
    ...(errno === null ? {} : { errno }),
    ...(symbol === null ? {} : { symbol }),
  });
}

/** The driver adds labels to the server's text. The first is random: the same failure would read differently each time. */
function withoutLabels(text: string): string {
  return text
    .replaceAll(/ ?\(CONNECTION_ID=[^)]*\)/g, '')
    .replaceAll(/\nHelp: \S+/g, '')
    .trim();
}

function messageOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (typeof error !== 'object' || error === null || !('message' in error)) return '';
  return typeof error.message === 'string' ? error.message : '';
}

/**
 * `ORA-00942`, `NJS-503`: the error's code, or what its text begins with; null for one of JavaScript's own, which the
 * driver throws when packets are not what they should be. An error of PL/SQL (ORA-06550) stands before the
 * one that says what is wrong, and a failed recursive statement (ORA-00604) before its cause.
 */
function symbolOf(error: unknown, text: string): string | null {
  const named = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  const code =
    /^(?:ORA|NJS|DPI)-\d+/.exec(typeof named === 'string' && named !== '' ? named : text)?.[0] ?? null;
  // The listener's own reason stands in the driver's text.
  if (code === 'NJS-511') return /\bORA-\d{5}\b/.exec(text)?.[0] ?? code;
  if (code !== 'ORA-06550' && code !== 'ORA-00604') return code;
  const codes = [...text.matchAll(/\b(?:ORA|PLS)-\d{5}\b/g)].map(([found]) => found);
  return codes.find((found) => found !== 'ORA-06550' && found !== 'ORA-00604') ?? code;
}

function numberOf(symbol: string | null): number | null {
  const digits = /^(?:ORA|PLS)-(\d+)$/.exec(symbol ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}
