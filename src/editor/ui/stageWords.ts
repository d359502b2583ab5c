/** What people read for the stages of a connection test. */
import { l10n } from 'vscode';
import type { ConnectionStage, StageState } from '../../connection/connectionTest.ts';

export function stageName(stage: ConnectionStage): string {
  switch (stage) {
    case 'dns':
      return l10n.t('Name resolution');
    case 'tcp':
      return l10n.t('Network connection');
    case 'jump':
      return l10n.t('Jump host');
    case 'ssh':
      return l10n.t('SSH server');
    case 'forward':
      return l10n.t('From the SSH server to the database');
    case 'tls':
      return l10n.t('Encryption');
    case 'authentication':
      return l10n.t('Account');
    case 'privileges':
      return l10n.t('Privileges');
  }
}

/** A codicon, without `$()`. */
export function stageIcon(state: StageState): string {
  switch (state) {
    case 'running':
      return 'loading~spin';
    case 'ok':
      return 'pass';
    case 'warning':
      return 'warning';
    case 'failed':
      return 'error';
    case 'skipped':
      return 'circle-slash';
  }
}
