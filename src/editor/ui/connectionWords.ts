/** What people read for the values that connections have. */
import { l10n } from 'vscode';
import type { Environment } from '../../connection/connection.ts';
import type { TlsMode } from '../../connection/connectionTarget.ts';

export function environmentName(environment: Environment): string {
  switch (environment) {
    case 'development':
      return l10n.t('Development');
    case 'test':
      return l10n.t('Test');
    case 'production':
      return l10n.t('Production');
  }
}

export function tlsName(mode: TlsMode): string {
  switch (mode) {
    case 'off':
      return l10n.t('Off');
    case 'required':
      return l10n.t('Required, without checking who answers');
    case 'verify-ca':
      return l10n.t('Certificate checked, name not checked');
    case 'verify-identity':
      return l10n.t('Certificate and name checked');
  }
}
