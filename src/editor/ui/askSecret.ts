/** Asks for a secret with VS Code's own password field; nothing of what is typed is kept here. */
import { QuickInputButtons, ThemeIcon, l10n, window } from 'vscode';
import type { InputBox, QuickInputButton } from 'vscode';
import type { SecretKind } from '../../connection/connectionSecrets.ts';
import type { SecretAnswer } from '../connections/secretAnswers.ts';
import { plainText } from './plainText.ts';

export interface SecretQuestion {
  readonly kind: SecretKind;
  /** Whose it is, as people know it: a connection's name, an account. */
  readonly of: string;
  /** Why it is asked now; null when the user wanted to be asked. */
  readonly reason: string | null;
}

/** Null when the user gave none. An empty one is an answer: there are accounts without a password. */
export async function askSecret(
  question: SecretQuestion,
  signal?: AbortSignal,
): Promise<SecretAnswer | null> {
  const input = window.createInputBox();
  input.title = secretTitle(question);
  input.prompt = question.reason === null ? undefined : plainText(question.reason);
  input.password = true;
  input.ignoreFocusOut = true;
  const remembering = new Remembering(input);
  const close = (): void => input.dispose();
  signal?.addEventListener('abort', close);
  try {
    const secret = await typedIn(input);
    return secret === null ? null : { secret, isRemembered: remembering.isOn };
  } finally {
    signal?.removeEventListener('abort', close);
    input.dispose();
  }
}

/** What the secret is called, and whose it is. */
function secretTitle({ kind, of }: Pick<SecretQuestion, 'kind' | 'of'>): string {
  return `${secretName(kind)}: ${plainText(of)}`;
}

export function secretName(kind: SecretKind): string {
  switch (kind) {
    case 'password':
      return l10n.t('Password');
    case 'sshPassword':
      return l10n.t('SSH password');
    case 'sshPassphrase':
      return l10n.t('Passphrase of the SSH key');
    case 'jumpPassword':
      return l10n.t('Password of the jump host');
    case 'jumpPassphrase':
      return l10n.t("Passphrase of the jump host's key");
    case 'tlsKeyPassphrase':
      return l10n.t("Passphrase of the client certificate's key");
  }
}

/** A button in the field's title that says whether what is typed will be kept. */
class Remembering {
  readonly #input: InputBox;
  #isOn = true;

  constructor(input: InputBox) {
    this.#input = input;
    this.#show();
    input.onDidTriggerButton((button) => {
      if (button === QuickInputButtons.Back) return;
      this.#isOn = !this.#isOn;
      this.#show();
    });
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  #show(): void {
    const button: QuickInputButton = this.#isOn
      ? {
          iconPath: new ThemeIcon('save'),
          tooltip: l10n.t('Will be kept in the secret storage. Choose to forget it when the window closes.'),
        }
      : {
          iconPath: new ThemeIcon('history'),
          tooltip: l10n.t(
            'Will be forgotten when the window closes. Choose to keep it in the secret storage.',
          ),
        };
    this.#input.buttons = [button];
    this.#input.placeholder = this.#isOn
      ? l10n.t('Kept in the secret storage of this computer')
      : l10n.t('Forgotten when the window closes');
  }
}

async function typedIn(input: InputBox): Promise<string | null> {
  return await new Promise((resolve) => {
    input.onDidAccept(() => resolve(input.value));
    input.onDidHide(() => resolve(null));
    input.show();
  });
}
