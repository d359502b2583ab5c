/** How loudly this editor speaks of alerts: settings of VS Code, which are the user's and no workspace's. */
import { workspace } from 'vscode';
import type { MessageChoice } from './announcement.ts';

export type StatusBarChoice = 'off' | 'plain' | 'coloured';

export function messageChoice(): MessageChoice {
  const value = preference('messages');
  return value === 'all' || value === 'off' ? value : 'high';
}

export function statusBarChoice(): StatusBarChoice {
  const value = preference('statusBar');
  return value === 'off' || value === 'coloured' ? value : 'plain';
}

export function hasAlertProblems(): boolean {
  return preference('problems') !== false;
}

function preference(name: string): unknown {
  return workspace.getConfiguration('shadowSync.alerts').get<unknown>(name);
}
