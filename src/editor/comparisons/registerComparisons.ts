/** Registers everything about comparisons: commands, the schema diff panel, documents, problems. */
import { Disposable, languages } from 'vscode';
import { compareTwoTables } from '../commands/comparisons/compareTwoTables.ts';
import { exportComparison } from '../commands/comparisons/exportComparison.ts';
import {
  openDefinition,
  openDifference,
  skipTables,
  undoSkip,
} from '../commands/comparisons/pairCommands.ts';
import { startComparison } from '../commands/comparisons/startComparison.ts';
import {
  allowStatement,
  copyStatement,
  showStatementDifference,
  showStatementUndo,
  skipStatement,
} from '../commands/comparisons/statementCommands.ts';
import { synchronize } from '../commands/comparisons/synchronize.ts';
import { registerCommands } from '../commands/registerCommands.ts';
import { changeSqlMarks } from '../documents/changeSqlMarks.ts';
import { ChangeSqlStructure } from '../documents/changeSqlStructure.ts';
import { ComparisonDocuments } from '../documents/comparisonDocuments.ts';
import { documentScheme } from '../documents/documentAddress.ts';
import { OutcomeDecorations } from '../documents/outcomeDecorations.ts';
import { StatementLenses } from '../documents/statementLenses.ts';
import { forgetChanged } from '../connections/forgetChanged.ts';
import type { Editor } from '../editor.ts';
import type { comparisonCommands } from '../manifest/comparisonCommands.ts';
import { SchemaDiffPanels } from '../panels/schemaDiff/schemaDiffPanels.ts';
import { comparisonProblems } from '../problems/comparisonProblems.ts';
import { ProblemFixes } from '../problems/problemFixes.ts';
import { PacedEvent } from '../ui/pacedEvent.ts';
import type { ShadowKnowledge } from '../trees/connections/connectionsNode.ts';
import { ActiveComparison } from './activeComparison.ts';
import { ComparedShadows } from './comparedShadows.ts';
import { ComparisonActions } from './comparisonActions.ts';
import type { ComparisonParts } from './comparisonParts.ts';
import { editorPacing } from './editorPacing.ts';
import { findComparison, withComparison } from './findComparison.ts';
import { LastRequests, WindowRequests } from './keptRequests.ts';
import { OpenComparisons } from './openComparisons.ts';

/** More often nobody could follow. */
const markPaceMs = 200;

/** What is disposed with the extension. */
type Ending = Pick<Disposable, 'dispose'>;

export interface RegisteredComparisons {
  /** What the connections tree shows beside its tables. */
  readonly knowledge: ShadowKnowledge;
  /** For what else works with comparisons. */
  readonly parts: ComparisonParts;
  readonly disposables: readonly Ending[];
}

/** Registers all of it; nothing is read or connected before somebody compares. */
export function registerComparisons(editor: Editor): RegisteredComparisons {
  const { globalState, workspaceState } = editor.context;
  const last = new LastRequests(globalState);
  const kept = new WindowRequests(workspaceState);
  const comparisons = new OpenComparisons({ services: editor.services, kept, last });
  const actions = new ComparisonActions(editor, comparisons);
  const panels = new SchemaDiffPanels(editor, comparisons, actions);
  const active = new ActiveComparison(comparisons, panels);
  const knowledge = new ComparedShadows(comparisons, last);
  const endForgetting = forgetChanged(editor.services.book, knowledge);
  const parts = { editor, comparisons, last, actions, panels, active };
  return {
    knowledge,
    parts,
    disposables: [
      ...registerDocuments(editor, comparisons),
      ...registerComparisonCommands(parts),
      active,
      panels,
      { dispose: endForgetting },
      knowledge,
      comparisons,
      last,
    ],
  };
}

function registerDocuments(editor: Editor, comparisons: OpenComparisons): Ending[] {
  const { services } = editor;
  const pacing = editorPacing(services);
  const documents = new ComparisonDocuments(comparisons, services.clock.now(), pacing);
  const structure = new ChangeSqlStructure(documents);
  // A run of thousands of statements tells each of them, and all rows, marks and problems are made anew each time.
  const changes = new PacedEvent(
    (listener) => Disposable.from(comparisons.onDidChange(listener), documents.onDidPlace(listener)),
    markPaceMs,
  );
  const selector = { scheme: documentScheme };
  return [
    changes,
    documents,
    editor.startup.documents.setSource(documents),
    new StatementLenses(documents, changes.event),
    new OutcomeDecorations((document) => changeSqlMarks(documents, document), changes.event),
    comparisonProblems(documents, changes.event),
    languages.registerDocumentSymbolProvider(selector, structure),
    languages.registerFoldingRangeProvider(selector, structure),
    languages.registerCodeActionsProvider(selector, new ProblemFixes(documents), {
      providedCodeActionKinds: ProblemFixes.kinds,
    }),
  ];
}

function registerComparisonCommands(parts: ComparisonParts): Ending[] {
  const { editor, actions, panels } = parts;
  return registerCommands<keyof typeof comparisonCommands>(editor, {
    'shadowSync.comparison.start': (...args) => startComparison(parts, args),
    'shadowSync.comparison.startTables': (...args) => compareTwoTables(parts, args),
    'shadowSync.comparison.synchronize': (...args) => synchronize(parts, args),
    'shadowSync.comparison.show': async (...args) => {
      const open = await findComparison(parts, args);
      if (open !== null) panels.show(open);
    },
    'shadowSync.comparison.refresh': async (...args) => {
      const open = await findComparison(parts, args);
      await open?.comparison.refresh();
    },
    'shadowSync.comparison.stop': () => parts.active.busy?.comparison.cancel(),
    'shadowSync.changeSql.open': (...args) =>
      withComparison(parts, args, (open) => actions.openChangeSql(open)),
    'shadowSync.undoSql.open': (...args) => withComparison(parts, args, (open) => actions.openUndoSql(open)),
    'shadowSync.changeSql.openCopy': (...args) =>
      withComparison(parts, args, (open) => actions.openEditableCopy(open)),
    'shadowSync.changeSql.run': (...args) => withComparison(parts, args, (open) => actions.run(open)),
    'shadowSync.difference.open': (...args) => openDifference(parts, args),
    'shadowSync.difference.openAll': (...args) =>
      withComparison(parts, args, (open) => actions.openAllDifferences(open)),
    'shadowSync.ddl.openSource': (...args) => openDefinition(parts, 'source', args),
    'shadowSync.ddl.openShadow': (...args) => openDefinition(parts, 'shadow', args),
    'shadowSync.ddl.openExpected': (...args) => openDefinition(parts, 'expected', args),
    'shadowSync.pair.skip': (...args) => skipTables(parts, args),
    'shadowSync.pair.undoSkip': (...args) => undoSkip(parts, args),
    'shadowSync.report.export': (...args) => exportComparison(parts, args),
    'shadowSync.report.open': (...args) => withComparison(parts, args, (open) => actions.openReport(open)),
    'shadowSync.statement.skip': (argument) => skipStatement(parts, argument),
    'shadowSync.statement.copy': (argument) => copyStatement(parts, argument),
    'shadowSync.statement.showUndo': (argument) => showStatementUndo(parts, argument),
    'shadowSync.statement.showDifference': (argument) => showStatementDifference(parts, argument),
    'shadowSync.statement.allow': (argument) => allowStatement(parts, argument, true),
    'shadowSync.statement.disallow': (argument) => allowStatement(parts, argument, false),
  });
}
