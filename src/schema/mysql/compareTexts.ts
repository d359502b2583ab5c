import { Lexer, tokenKind } from './lexer.ts';
import { unquoteIdentifier, unquoteString } from './quote.ts';

/** Where two texts differ first: the words there, on each side. */
export interface TextDifference {
  readonly server: string;
  readonly printed: string;
}

/** A part of a text: offsets [from, to). */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Compares a server's text with the model's as token streams: the delimiters of version comments don't count, nor do
 * spaces, the case of unquoted words, quotes round names that need none, and which escapes a string was written with.
 * `counter` is where `AUTO_INCREMENT=n` stands, which is the rows' and not compared. null: no difference. Throws
 * `ParseRefusal` where one of them is no text that the lexer takes.
 */
export function compareTexts(
  serverText: string,
  printedText: string,
  counter: TextRange | null,
): TextDifference | null {
  const server = new Lexer(serverText);
  const printed = new Lexer(printedText);
  do {
    step(server);
    if (server.start === counter?.from) {
      server.end = counter.to;
      step(server);
    }
    step(printed);
    if (!sameToken(server, printed)) return { server: excerpt(server), printed: excerpt(printed) };
  } while (server.kind !== tokenKind.end);
  return null;
}

function step(lexer: Lexer): void {
  do lexer.next();
  while (lexer.kind >= tokenKind.versionOpen);
}

function sameToken(a: Lexer, b: Lexer): boolean {
  if (a.kind === tokenKind.word && b.kind === tokenKind.word) return a.symbol === b.symbol;
  if (a.kind === tokenKind.end || b.kind === tokenKind.end) return a.kind === b.kind;
  if (a.raw === b.raw) return true;
  if (isString(a.kind) && isString(b.kind)) return unquoteString(a.raw) === unquoteString(b.raw);
  return isName(a.kind) && isName(b.kind) && nameOf(a) === nameOf(b);
}

function isString(kind: number): boolean {
  return kind === tokenKind.string || kind === tokenKind.escapedString;
}

function isName(kind: number): boolean {
  return kind === tokenKind.word || kind === tokenKind.identifier || kind === tokenKind.escapedIdentifier;
}

function nameOf({ kind, raw }: Lexer): string {
  return kind === tokenKind.word ? raw : unquoteIdentifier(raw);
}

function excerpt({ text, start }: Lexer): string {
  return text.slice(start, start + 60);
}
