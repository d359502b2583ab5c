/** How the contract's words are shown: a text and an icon each, never a colour alone. */
import type { ShownLine, ShownRun, ShownStep, ShownTask } from '../../../src/protocol/taskDetails.ts';
import type { Picture, Shown } from '../panel/labels.ts';
import { taskDetailsTexts as texts } from '../strings/taskDetails.ts';

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
