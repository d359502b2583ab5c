/** One choice out of several, as a quick pick; what is shown is plain text (U2). */
import { window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import { plainLabel } from './plainText.ts';

export interface Choice<T> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** A codicon, without `$()`. */
  readonly icon?: string;
  readonly value: T;
}

export interface Question {
  readonly title: string;
  readonly placeholder: string;
}

interface ValueItem<T> extends QuickPickItem {
  readonly value: T;
}

/** Null when the user went away. The choices may still be on their way: the quick pick shows that it waits. */
export async function pickOne<T>(
  { title, placeholder }: Question,
  choices: readonly Choice<T>[] | Promise<readonly Choice<T>[]>,
): Promise<T | null> {
  const items = Promise.resolve(choices).then((all) => all.map(itemOf));
  const picked = await window.showQuickPick(items, {
    title,
    placeHolder: placeholder,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked === undefined ? null : picked.value;
}

/** Null when the user went away; an empty list is a choice. `isPicked`: whether it is ticked at the beginning. */
export async function pickMany<T>(
  { title, placeholder }: Question,
  choices: readonly Choice<T>[] | Promise<readonly Choice<T>[]>,
  isPicked: (value: T) => boolean = () => false,
): Promise<readonly T[] | null> {
  const items = Promise.resolve(choices).then((all) =>
    all.map((choice) => ({ ...itemOf(choice), picked: isPicked(choice.value) })),
  );
  const picked = await window.showQuickPick(items, {
    title,
    placeHolder: placeholder,
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked === undefined ? null : picked.map(({ value }) => value);
}

function itemOf<T>({ label, description, detail, icon, value }: Choice<T>): ValueItem<T> {
  const shown = plainLabel(label);
  return {
    label: icon === undefined ? shown : `$(${icon}) ${shown}`,
    ...(description === undefined ? {} : { description: plainLabel(description) }),
    ...(detail === undefined ? {} : { detail: plainLabel(detail) }),
    value,
  };
}
