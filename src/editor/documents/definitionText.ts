/** One table as SQL: the source, the shadow as it is, the shadow as it should be. Without `vscode`. */
import type { Compared } from '../../comparison/comparisonState.ts';
import { assertNever } from '../../schema/assertNever.ts';
import { english } from '../../schema/phrase.ts';
import type { Saying } from '../../schema/phrase.ts';
import type { TableModel } from '../../schema/tableModel.ts';
import type { TableName } from '../../schema/tableName.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import { foundPair } from './foundPair.ts';

export type DefinitionKind = 'source' | 'shadow' | 'expected';

/**
 * Printed by the dialect. A table that is not there is an empty text, so that a diff shows all of the other side; null when
 * the comparison holds no such pair any more. Of an unsupported table both texts are shown as they are: what the server
 * says, and beside it what the model makes of it.
 */
export function definitionText(
  compared: Compared,
  kind: DefinitionKind,
  shadow: TableName,
  say: Saying = english,
): string | null {
  const found = foundPair(compared, shadow);
  if (found === null) return null;
  if (found.texts !== null) {
    const { server, printed } = found.texts;
    return `${(kind === 'expected' ? printed : server) ?? ''}\n`;
  }
  const { dialect } = compared.server;
  const print = (table: TableModel | null): string => {
    if (table === null) return '';
    // The options of such a table may hold a password (P-12).
    const refusal = dialect.refuseSource(table);
    return refusal === null ? `${dialect.print(table)};\n` : `-- ${visibleText(say(refusal))}\n`;
  };
  switch (kind) {
    case 'source':
      return print(found.source);
    case 'shadow':
      return print(found.actual);
    case 'expected':
      return print(found.expected);
    default:
      return assertNever(kind);
  }
}
