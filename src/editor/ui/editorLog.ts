/** The extension's log. Whatever is written to it has its secrets taken out first (C-12, PR9). */
import type { LogOutputChannel } from 'vscode';
import { hideSecrets } from '../../shadow/hideSecrets.ts';

export interface EditorLog {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
  show(preserveFocus?: boolean): void;
  dispose(): void;
}

/** The only way to write to the channel. */
export function editorLog(channel: LogOutputChannel): EditorLog {
  return {
    debug: (message) => channel.debug(hideSecrets(message)),
    info: (message) => channel.info(hideSecrets(message)),
    warn: (message) => channel.warn(hideSecrets(message)),
    error: (message) => channel.error(hideSecrets(message)),
    show: (preserveFocus) => channel.show(preserveFocus),
    dispose: () => channel.dispose(),
  };
}
