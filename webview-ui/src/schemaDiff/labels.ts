/** How the contract's words are shown: a text and an icon each, never a colour alone. */
import type { PairDetails, PairRow, PairSection } from '../../../src/protocol/schemaDiff.ts';
import type { Shown } from '../panel/labels.ts';
import { schemaDiffTexts as texts } from '../strings/schemaDiff.ts';

export const resultLabels: Readonly<Record<PairRow['result'], Shown>> = {
  create: { text: texts.create, icon: 'diff-added', tone: 'added' },
  update: { text: texts.update, icon: 'diff-modified', tone: 'changed' },
  consistent: { text: texts.consistent, icon: 'pass', tone: 'passed' },
  skipped: { text: texts.skipped, icon: 'debug-step-over', tone: 'plain' },
  unsupported: { text: texts.unsupported, icon: 'question', tone: 'warning' },
  failed: { text: texts.failed, icon: 'error', tone: 'error' },
};

export const sectionLabels: Readonly<Record<PairSection['kind'], string>> = {
  columns: texts.columns,
  'primary key': texts.primaryKey,
  indexes: texts.indexes,
  'foreign keys': texts.foreignKeys,
  checks: texts.checks,
  periods: texts.periods,
  partitions: texts.partitions,
  options: texts.tableOptions,
};

type ChangeKind = PairDetails['sections'][number]['rows'][number]['kind'];

/** Seen from what a synchronization does to the shadow: `added` is in the source only. */
export const changeLabels: Readonly<Record<ChangeKind, Shown | null>> = {
  same: null,
  added: { text: texts.added, icon: 'diff-added', tone: 'added' },
  removed: { text: texts.removed, icon: 'diff-removed', tone: 'removed' },
  changed: { text: texts.changed, icon: 'diff-modified', tone: 'changed' },
  moved: { text: texts.moved, icon: 'diff-renamed', tone: 'info' },
};
