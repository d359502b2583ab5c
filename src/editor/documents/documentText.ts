/** What stands in each of our documents at a moment of its comparison's life. Without `vscode`. */
import { undoSql } from '../../comparison/changeSql.ts';
import type { Compared, ComparisonState } from '../../comparison/comparisonState.ts';
import { assertNever } from '../../schema/assertNever.ts';
import { inSlices } from '../../shadow/inSlices.ts';
import type { Pacing } from '../../shadow/inSlices.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import { changeDocument } from './changeDocument.ts';
import { definitionText } from './definitionText.ts';
import type { DocumentContent } from './documentAddress.ts';
import { english, phrase } from '../../schema/phrase.ts';
import type { Saying } from '../../schema/phrase.ts';

export interface DocumentSource {
  readonly state: ComparisonState;
  readonly shown: Compared | null;
}

/** The text of one document. Before there is anything to show it says why, and what to do. */
export async function documentText(
  { state, shown }: DocumentSource,
  content: DocumentContent,
  pacing: Pacing,
  say: Saying = english,
): Promise<string> {
  if (shown === null) return comments(whyEmpty(state, say));
  switch (content.kind) {
    case 'change':
      return (await changeDocument(shown, pacing, say)).text;
    case 'undo':
      return (await inSlices(undoSql(shown, say), pacing)).text;
    case 'source':
    case 'shadow':
    case 'expected':
      return (
        definitionText(shown, content.kind, content.shadow, say) ??
        comments([say(phrase`${content.shadow.table} is not part of this comparison any more.`)])
      );
    default:
      return assertNever(content);
  }
}

/** A document whose comparison was closed and is not kept either. */
export function closedText(say: Saying = english): string {
  return comments([
    say(phrase`This comparison is closed.`),
    say(phrase`To get it back: run “Shadow Sync: Compare with Shadow Tables…” and open its change SQL.`),
  ]);
}

function whyEmpty(state: ComparisonState, say: Saying): readonly string[] {
  switch (state.kind) {
    case 'reading':
    case 'ready':
    case 'running':
      return [say(phrase`The tables are being read …`)];
    case 'cancelled':
      return [
        say(phrase`The comparison was stopped.`),
        say(phrase`To read the tables: run “Shadow Sync: Refresh Comparison”.`),
      ];
    case 'failed': {
      const { said, saidRemedy } = state.error;
      return [
        say(phrase`The tables could not be compared:`),
        say(said),
        ...(saidRemedy === null ? [] : [say(saidRemedy)]),
        say(phrase`To try again: run “Shadow Sync: Refresh Comparison”.`),
      ];
    }
    default:
      return assertNever(state);
  }
}

function comments(lines: readonly string[]): string {
  return lines.map((line) => `-- ${visibleText(line)}\n`).join('');
}
