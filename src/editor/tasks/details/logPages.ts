/** The lines of a run's log that somebody looks for. Without `vscode`. */
import type { LogFilter, ShownLine } from '../../../protocol/taskDetails.ts';
import type { Saying } from '../../../schema/phrase.ts';
import type { LogLevel, LogLine } from '../../../task/taskPorts.ts';

/** Lines that the panel shows; a document has all of them. */
export const maxShownLines = 20_000;

/** In the user's language, those of these levels that hold the text, whatever the case. */
export function filteredLines(
  lines: readonly LogLine[],
  { levels, text }: Pick<LogFilter, 'levels' | 'text'>,
  say: Saying,
): readonly ShownLine[] {
  const wanted = new Set<LogLevel>(levels);
  const searched = text.trim().toLowerCase();
  const shown: ShownLine[] = [];
  for (const { at, level, message, said } of lines) {
    if (!wanted.has(level)) continue;
    const own = said === undefined ? message : say(said);
    if (searched === '' || own.toLowerCase().includes(searched)) shown.push({ at, level, message: own });
  }
  return shown;
}

/** As documents, files and the clipboard have them. */
export function logText(lines: readonly ShownLine[]): string {
  return lines.map((line) => `${lineText(line)}\n`).join('');
}

/** The form that VS Code's highlighting of logs knows: `2026-11-21 02:30:00.123 [error] …`. */
function lineText({ at, level, message }: ShownLine): string {
  const time = new Date(at).toISOString().replace('T', ' ').replace('Z', '');
  const word = level === 'warn' ? 'warning' : level;
  // A message of several lines stays one that is indented, so that every line can be told from what a server said.
  return `${time} [${word}] ${message.split(/\r\n|\r|\n/).join('\n    ')}`;
}
