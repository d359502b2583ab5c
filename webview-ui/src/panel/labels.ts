/** How words that several contracts have are shown: a text and an icon each, never a colour alone. */
import type { PairRow } from '../../../src/protocol/schemaDiff.ts';
import type { StatementRow } from '../../../src/protocol/taskDetails.ts';
import type { IconName, IconTone } from '../controls/icon.ts';
import { sharedTexts as texts } from '../strings/shared.ts';

export interface Picture {
  readonly icon: IconName;
  readonly tone: IconTone;
}

export interface Shown extends Picture {
  readonly text: string;
}

export const levelLabels: Readonly<Record<NonNullable<PairRow['level']>, Shown>> = {
  info: { text: texts.info, icon: 'info', tone: 'info' },
  caution: { text: texts.caution, icon: 'warning', tone: 'warning' },
  unsafe: { text: texts.unsafe, icon: 'error', tone: 'error' },
  refused: { text: texts.refused, icon: 'circle-slash', tone: 'error' },
};

export const outcomeLabels: Readonly<Record<NonNullable<StatementRow['outcome']>, Shown>> = {
  waiting: { text: texts.waiting, icon: 'circle-outline', tone: 'plain' },
  running: { text: texts.running, icon: 'loading', tone: 'info' },
  succeeded: { text: texts.succeeded, icon: 'pass', tone: 'passed' },
  failed: { text: texts.failed, icon: 'error', tone: 'error' },
  skipped: { text: texts.notRun, icon: 'circle-slash', tone: 'plain' },
  unknown: { text: texts.unknown, icon: 'question', tone: 'warning' },
};
