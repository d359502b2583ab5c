/** How a command speaks: results on standard output, everything else on standard error. */
import { stripVTControlCharacters } from 'node:util';
import { paintFor, takesColour } from './paint.ts';
import type { Paint } from './paint.ts';
import { ProgressLine } from './progress.ts';

export interface Console {
  /** Results. */
  out(text: string): void;
  /** One line for people. */
  say(line: string): void;
  readonly paint: Paint;
  readonly progress: ProgressLine;
}

export interface ConsoleStreams {
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly outIsTerminal: boolean;
  readonly errorIsTerminal: boolean;
  /** How wide the terminal of standard error is now; undefined where that is not known. */
  readonly errorColumns?: () => number | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** @returns a console whose progress line and lines for people never mix */
export function makeConsole(streams: ConsoleStreams): Console {
  const { writeOut, writeError, environment, errorColumns = () => undefined } = streams;
  // A dumb terminal can't write over a line.
  const canRewrite = streams.errorIsTerminal && environment['TERM'] !== 'dumb';
  const progress = new ProgressLine(writeError, canRewrite, errorColumns);
  const paint = paintFor({ isTerminal: streams.outIsTerminal, environment });
  // Results may be read in colour while messages go to a file.
  const isPlain = !takesColour({ isTerminal: streams.errorIsTerminal, environment });
  return {
    out(text) {
      progress.clear();
      writeOut(text);
    },
    say(line) {
      progress.clear();
      writeError(`${isPlain ? stripVTControlCharacters(line) : line}\n`);
    },
    paint,
    progress,
  };
}
