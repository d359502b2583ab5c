/** The lists of a form, page by page. */
import type { Result } from '../../../protocol/contract.ts';
import type { TaskFormContract, UnsafeStatement } from '../../../protocol/taskForm.ts';
import { displayName } from '../../../schema/tableName.ts';
import type { PlannedStatement } from '../../../shadow/analysis.ts';
import { taskSql } from '../../tasks/form/planUnderTicks.ts';
import type { TaskFormSession } from '../../tasks/form/taskFormSession.ts';
import { translated } from '../../ui/translated.ts';

/** More than anybody reads in a form: the rest is in the editor's own tab. */
const shownLines = 400;
/** A statement of a table with a thousand columns has one line of each. */
const shownCharacters = 60_000;

export function tableRows(
  session: TaskFormSession,
  offset: number,
  limit: number,
): Result<TaskFormContract, 'tableRows'> {
  const { listing, preview, draft, tablesRevision: revision } = session;
  if (listing.state.kind !== 'ready') return { revision, total: 0, rows: [] };
  const { names } = listing.state;
  const chosen = new Set(draft.chosen);
  const taken = new Set(preview?.pairs.map(({ pair }) => pair.source.table));
  const placeOf = (name: string): 'in' | 'out' | 'shadow' => {
    if (preview?.shadows.has(name) === true) return 'shadow';
    return taken.has(name) ? 'in' : 'out';
  };
  const rows = names.slice(offset, offset + limit).map((name) => ({
    id: listing.idOf(name),
    name,
    isChosen: chosen.has(name),
    place: placeOf(name),
  }));
  return { revision, total: names.length, rows };
}

export function unsafeRows(
  session: TaskFormSession,
  offset: number,
  limit: number,
): Result<TaskFormContract, 'unsafeStatements'> {
  const { underTicks, shownRevision: revision } = session;
  if (underTicks === null) return { revision, total: 0, rows: [] };
  const { risky, ticked, unconfirmed } = underTicks;
  const rows = risky
    .slice(offset, offset + limit)
    .map((statement) => unsafeRow(statement, ticked.has(statement.id), unconfirmed.has(statement.id)));
  return { revision, total: risky.length, rows };
}

function unsafeRow(
  { id, pair, sql, findings }: PlannedStatement,
  isAllowed: boolean,
  needsConfirmation: boolean,
): UnsafeStatement {
  return {
    id,
    shadow: displayName(pair.shadow),
    sql,
    findings: findings
      .filter(({ level }) => level === 'unsafe' || level === 'refused')
      .map(({ code, message, said }) => ({ code, message: translated(said ?? message) })),
    isAllowed,
    needsConfirmation,
  };
}

/** The beginning of what would run. */
export function sqlPreview(session: TaskFormSession): Result<TaskFormContract, 'sql'> {
  const { shown } = session.looked();
  const { underTicks } = session;
  if (underTicks === null) return { text: '', lines: 0, isWhole: true };
  const text = taskSql(shown, underTicks, translated);
  const lines = text.split('\n');
  const cut = lines.slice(0, shownLines).join('\n').slice(0, shownCharacters);
  return { text: cut, lines: lines.length, isWhole: cut.length === text.length };
}
