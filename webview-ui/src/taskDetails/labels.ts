/** How the contract's words are shown: a text and an icon each, never a colour alone. */
import type { ShownRun, ShownStep, ShownTask, StatementRow } from '../../../src/protocol/taskDetails.ts';
import type { ShownLine } from '../../../src/protocol/taskDetails.ts';
import type { IconName, IconTone } from '../controls/icon.ts';
import { taskDetailsTexts as texts } from '../strings/taskDetails.ts';

interface Picture {
  readonly icon: IconName;
  readonly tone: IconTone;
}

interface Shown extends Picture {
  readonly text: string;
}

export const statusPictures: Readonly<Record<ShownTask['status']['kind'], Picture>> = {
  draft: { icon: 'edit', tone: 'plain' },
  'pending-approval': { icon: 'person', tone: 'warning' },
  rejected: { icon: 'circle-slash', tone: 'plain' },
  'approval-expired': { icon: 'watch', tone: 'plain' },
  waiting: { icon: 'clock', tone: 'plain' },
  'waiting-expired': { icon: 'watch', tone: 'plain' },
  executing: { icon: 'loading', tone: 'info' },
  recovering: { icon: 'loading', tone: 'warning' },
  succeeded: { icon: 'pass', tone: 'passed' },
  'succeeded-with-errors': { icon: 'warning', tone: 'warning' },
  failed: { icon: 'error', tone: 'error' },
  'stale-plan': { icon: 'git-compare', tone: 'warning' },
  missed: { icon: 'bell-dot', tone: 'warning' },
  paused: { icon: 'debug-pause', tone: 'warning' },
  terminated: { icon: 'debug-stop', tone: 'plain' },
};

export const runPictures: Readonly<Record<ShownRun['outcome'], Picture>> = {
  executing: statusPictures.executing,
  succeeded: statusPictures.succeeded,
  'succeeded-with-errors': statusPictures['succeeded-with-errors'],
  failed: statusPictures.failed,
  'stale-plan': statusPictures['stale-plan'],
  terminated: statusPictures.terminated,
  missed: statusPictures.missed,
  skipped: { icon: 'debug-step-over', tone: 'plain' },
};

export const outcomeLabels: Readonly<Record<NonNullable<StatementRow['outcome']>, Shown>> = {
  waiting: { text: texts.waiting, icon: 'circle-outline', tone: 'plain' },
  running: { text: texts.running, icon: 'loading', tone: 'info' },
  succeeded: { text: texts.succeeded, icon: 'pass', tone: 'passed' },
  failed: { text: texts.failed, icon: 'error', tone: 'error' },
  skipped: { text: texts.skipped, icon: 'circle-slash', tone: 'plain' },
  unknown: { text: texts.unknown, icon: 'question', tone: 'warning' },
};

export const levelLabels: Readonly<Record<NonNullable<StatementRow['level']>, Shown>> = {
  info: { text: texts.info, icon: 'info', tone: 'info' },
  caution: { text: texts.caution, icon: 'warning', tone: 'warning' },
  unsafe: { text: texts.unsafe, icon: 'error', tone: 'error' },
  refused: { text: texts.refused, icon: 'circle-slash', tone: 'error' },
};

export const stepLabels: Readonly<Record<ShownStep['state'], Shown>> = {
  done: { text: texts.stepDone, icon: 'pass', tone: 'passed' },
  current: { text: texts.stepCurrent, icon: 'arrow-circle-right', tone: 'info' },
  waiting: { text: texts.stepWaiting, icon: 'circle-outline', tone: 'plain' },
  failed: { text: texts.stepFailed, icon: 'error', tone: 'error' },
  'passed over': { text: texts.stepPassed, icon: 'debug-step-over', tone: 'plain' },
};

export const lineLabels: Readonly<Record<ShownLine['level'], Shown>> = {
  info: { text: texts.informationLevel, icon: 'info', tone: 'info' },
  warn: { text: texts.warnings, icon: 'warning', tone: 'warning' },
  error: { text: texts.errors, icon: 'error', tone: 'error' },
};
