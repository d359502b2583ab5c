/** Asks how the shadow tables are called: a quick pick that understands what is typed and shows what becomes of it. */
import { l10n, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { RequestedRule } from '../../comparison/comparisonRequest.ts';
import { assertNever } from '../../schema/assertNever.ts';
import { plainLabel } from '../ui/plainText.ts';
import { namingPreview, namingText, readNaming } from './namingText.ts';
import type { NamingMistake } from './namingText.ts';

export interface NamingQuestion {
  readonly database: string;
  /** A source table to show the rule by. */
  readonly example: string;
  /** As rules are typed; the first is the one that is taken by pressing Enter. */
  readonly suggestions: readonly NamingSuggestion[];
}

export interface NamingSuggestion {
  readonly text: string;
  /** Whether it was used for this database before. */
  readonly isLast: boolean;
}

interface RuleItem extends QuickPickItem {
  /** Null for an item that only says what is wrong. */
  readonly rule: RequestedRule | null;
}

/** Null when the user went away. */
export function askNaming(question: NamingQuestion): Promise<RequestedRule | null> {
  const quickPick = window.createQuickPick<RuleItem>();
  quickPick.title = l10n.t('How are the shadow tables called?');
  quickPick.placeholder = l10n.t(
    'Choose or type a rule: * is the source table’s name, “db.*” is another database',
  );
  quickPick.ignoreFocusOut = true;
  quickPick.items = ruleItems('', question);
  return new Promise((resolve) => {
    quickPick.onDidChangeValue((value) => (quickPick.items = ruleItems(value, question)));
    quickPick.onDidAccept(() => {
      const [item] = quickPick.activeItems;
      if (item?.rule == null) return;
      resolve(item.rule);
      quickPick.hide();
    });
    quickPick.onDidHide(() => {
      resolve(null);
      quickPick.dispose();
    });
    quickPick.show();
  });
}

function ruleItems(typed: string, { database, example, suggestions }: NamingQuestion): RuleItem[] {
  const offered = suggestions.flatMap(({ text, isLast }): RuleItem[] => {
    const read = readNaming(text, database);
    if (read.kind !== 'rule' || text === typed.trim()) return [];
    return [ruleItem(read.rule, example, isLast ? l10n.t('used last') : null)];
  });
  if (typed.trim() === '') return offered;
  const read = readNaming(typed, database);
  if (read.kind === 'rule') return [shownAlways(ruleItem(read.rule, example, null)), ...offered];
  const wrong: RuleItem = { label: `$(error) ${mistakeText(read.mistake)}`, rule: null };
  return [shownAlways(wrong), ...offered];
}

/** What is typed is not always part of the item, which the quick pick would then hide. */
function shownAlways(item: RuleItem): RuleItem {
  return { ...item, alwaysShow: true };
}

function ruleItem(rule: RequestedRule, example: string, note: string | null): RuleItem {
  const preview = namingPreview(rule, example);
  return {
    label: plainLabel(namingText(rule)),
    description: plainLabel(note === null ? preview : `${preview} · ${note}`),
    rule,
  };
}

/** One sentence for each mistake. */
export function mistakeText(mistake: NamingMistake): string {
  switch (mistake) {
    case 'empty':
      return l10n.t('Type a naming rule such as __test_* or *_shadow.');
    case 'no-star':
      return l10n.t('The rule needs a *, which stands for the name of the source table.');
    case 'two-stars':
      return l10n.t('The rule has more than one *.');
    case 'same-name':
      return l10n.t('Without a prefix or suffix the shadow tables must be in another database: database.*');
    case 'no-database':
      return l10n.t('The name of the database before the dot is missing.');
    case 'hidden-character':
      return l10n.t('The rule holds a character that can’t be seen.');
    case 'too-long':
      return l10n.t('With this rule every name would be too long.');
    default:
      return assertNever(mistake);
  }
}
