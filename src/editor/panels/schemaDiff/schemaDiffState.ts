/** What the schema diff panel is told of its comparison: one complete snapshot. Without `vscode`. */
import type { ComparisonRequest, RequestedRule } from '../../../comparison/comparisonRequest.ts';
import type { Compared, ComparisonState } from '../../../comparison/comparisonState.ts';
import { statementsOf } from '../../../comparison/statementMarks.ts';
import type { SchemaDiffPhase, SchemaDiffState } from '../../../protocol/schemaDiff.ts';
import { assertNever } from '../../../schema/assertNever.ts';
import { english } from '../../../schema/phrase.ts';
import type { Said, Saying } from '../../../schema/phrase.ts';

export interface SchemaDiffSource {
  readonly request: ComparisonRequest;
  readonly state: ComparisonState;
  readonly shown: Compared | null;
  /** Why nothing can be run, for people; null when it can. */
  readonly cannotRunReason: string | null;
  /** In which language; English by itself. */
  readonly say?: Saying;
}

/** Makes the snapshot. */
export function schemaDiffState({
  request,
  state,
  shown,
  cannotRunReason,
  say = english,
}: SchemaDiffSource): SchemaDiffState {
  const { connection, database, rule, options } = request;
  const statements = shown === null ? [] : statementsOf(shown.plan);
  const unsafe = statements.filter(({ findings }) =>
    findings.some(({ level }) => level === 'unsafe' || level === 'refused'),
  );
  return {
    heading: {
      connection: connection.name,
      environment: connection.environment,
      dialect: shown?.server.dialect.name ?? '',
      serverVersion: shown?.server.serverVersion ?? null,
      database,
      shadowDatabase: rule.shadowDatabase ?? database,
      rule: ruleText(rule),
    },
    options,
    phase: phaseOf(state, say),
    notes: notesOf(shown).map(say),
    statements: statements.length,
    unsafe: unsafe.length,
    hasUndo: statements.length > 0 || (shown !== null && shown.lastRun !== null),
    canRun: cannotRunReason === null,
    cannotRunReason,
  };
}

function phaseOf(state: ComparisonState, say: Saying): SchemaDiffPhase {
  switch (state.kind) {
    case 'reading':
      return { kind: 'reading', step: state.step, done: state.done, of: state.of };
    case 'ready':
      return { kind: 'ready', readAt: state.compared.readAt, revision: state.compared.revision };
    case 'running': {
      const { done, of } = state.progress;
      return { kind: 'running', done, of, revision: state.compared.revision };
    }
    case 'failed': {
      const { said, saidRemedy } = state.error;
      return { kind: 'failed', message: say(said), remedy: saidRemedy === null ? null : say(saidRemedy) };
    }
    case 'cancelled':
      return { kind: 'cancelled' };
    default:
      return assertNever(state);
  }
}

function notesOf(shown: Compared | null): readonly Said[] {
  if (shown === null) return [];
  return shown.mustRefresh === null ? shown.saidNotes : [shown.mustRefresh, ...shown.saidNotes];
}

/** `__test_ + name`, as the panel's heading has it. */
function ruleText({ prefix, suffix, overrides }: RequestedRule): string {
  const [only, ...more] = overrides;
  if (only !== undefined && more.length === 0) return `${only.source} → ${only.shadow}`;
  return [prefix, 'name', suffix].filter((part) => part !== '').join(' + ');
}
