import { l10n, window } from 'vscode';
import { maxRemark } from '../../../task/model/readTask.ts';

/** Empty when there is nothing to say; null when the user went away. */
export async function askComment(title: string, prompt: string): Promise<string | null> {
  const typed = await window.showInputBox({
    title,
    prompt,
    ignoreFocusOut: true,
    validateInput: (text) =>
      [...text].length > maxRemark ? l10n.t('At most {0} characters.', maxRemark) : undefined,
  });
  return typed === undefined ? null : typed.trim();
}
