/**
 * Colours for a terminal: none when the output is piped, when NO_COLOR is set (no-color.org) or TERM is dumb;
 * FORCE_COLOR (force-color.org) asks for them although it is piped.
 */
export interface Paint {
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

export interface PaintConditions {
  readonly isTerminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Whether a stream is written to in colour. */
export function takesColour({ isTerminal, environment }: PaintConditions): boolean {
  const isSet = (name: string): boolean => (environment[name] ?? '') !== '';
  const wanted = isTerminal
    ? environment['TERM'] !== 'dumb'
    : isSet('FORCE_COLOR') && environment['FORCE_COLOR'] !== '0';
  return wanted && !isSet('NO_COLOR');
}

/** @returns functions that wrap a text in a colour, or give it back as it is */
export function paintFor({ isTerminal, environment }: PaintConditions): Paint {
  const coloured = takesColour({ isTerminal, environment });
  const wrap = (open: number, close: number) =>
    coloured
      ? (text: string) => `\u001b[${String(open)}m${text}\u001b[${String(close)}m`
      : (text: string) => text;
  return {
    red: wrap(31, 39),
    green: wrap(32, 39),
    yellow: wrap(33, 39),
    blue: wrap(34, 39),
    dim: wrap(2, 22),
    bold: wrap(1, 22),
  };
}
