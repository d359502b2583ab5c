import { l10n, window } from 'vscode';
import { urlExample } from '../../connection/connectionUrl.ts';
import { plainText } from './plainText.ts';
import { errorText } from './showError.ts';

/**
 * Asks for a connection URL and reads it; `read` refuses it without repeating it. Null when the user went away. The URL
 * itself goes nowhere else: it may hold a password.
 */
export async function askUrl<T>(title: string, read: (url: string) => T): Promise<T | null> {
  const url = await window.showInputBox({
    title,
    prompt: l10n.t(
      'Host, port, user, password and database are taken; everything else is named and left out.',
    ),
    placeHolder: urlExample,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? undefined : problemOf(() => read(text))),
  });
  return url === undefined || url.trim() === '' ? null : read(url);
}

function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return plainText(errorText(error));
  }
}
