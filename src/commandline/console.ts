/** How a command speaks: results on standard output, everything else on standard error. */
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
  readonly errorIsTerminal: boolean;
  readonly paint: Paint;
}

/** @returns a console whose progress line and lines for people never mix */
export function makeConsole({ writeOut, writeError, errorIsTerminal, paint }: ConsoleStreams): Console {
  const progress = new ProgressLine(writeError, errorIsTerminal);
  return {
    out(text) {
      progress.clear();
      writeOut(text);
    },
    say(line) {
      progress.clear();
      writeError(`${line}\n`);
    },
    paint,
    progress,
  };
}
