/** The outcome of a connection test as a list that stays until it is answered: each stage, and what to do next. */
import { QuickPickItemKind, ThemeIcon, env, l10n, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { ConnectionTestResult, StageReport } from '../../connection/connectionTest.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import { plainLabel } from './plainText.ts';
import { stageIcon, stageName } from './stageWords.ts';
import { translated } from './translated.ts';
import { wrapText } from './wrapText.ts';

export type TestAction = 'save' | 'retry' | 'edit' | 'password';

interface ResultItem extends QuickPickItem {
  readonly action: TestAction | null;
  readonly copyText: string | null;
}

/** Null when the user went away. */
export async function showTestResult(
  name: string,
  result: ConnectionTestResult,
  actions: readonly TestAction[],
): Promise<TestAction | null> {
  const pick = window.createQuickPick<ResultItem>();
  pick.title = `${plainLabel(name)}: ${verdict(result)}`;
  pick.placeholder = l10n.t('What was found, stage by stage');
  pick.ignoreFocusOut = true;
  pick.matchOnDetail = true;
  pick.items = [
    ...actions.map(actionItem),
    ...(actions.length === 0 ? [] : [separator]),
    ...result.stages.flatMap(stageItems),
  ];
  try {
    return await new Promise((resolve) => {
      pick.onDidAccept(() => {
        const [item] = pick.activeItems;
        if (item === undefined) return;
        if (item.copyText !== null) void copy(item.copyText);
        else if (item.action !== null) resolve(item.action);
      });
      pick.onDidTriggerItemButton(({ item }) => void copy(item.copyText ?? ''));
      pick.onDidHide(() => resolve(null));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function verdict({ canAnalyse, canRun }: ConnectionTestResult): string {
  if (!canAnalyse) return l10n.t('can’t be used yet');
  return canRun ? l10n.t('ready') : l10n.t('ready for comparing, not for running');
}

const separator: ResultItem = { label: '', kind: QuickPickItemKind.Separator, action: null, copyText: null };

function actionItem(action: TestAction): ResultItem {
  return { action, copyText: null, alwaysShow: true, ...actionWords(action) };
}

function actionWords(action: TestAction): { readonly label: string } {
  switch (action) {
    case 'save':
      return { label: `$(save) ${l10n.t('Save Anyway')}` };
    case 'retry':
      return { label: `$(refresh) ${l10n.t('Test Again')}` };
    case 'edit':
      return { label: `$(edit) ${l10n.t('Edit Connection…')}` };
    case 'password':
      return { label: `$(key) ${l10n.t('Set Password…')}` };
  }
}

/** What a quick pick shows of a line; the rest would be cut off. */
const lineWidth = 84;

/** One entry for the stage, and one for each further line of what there is to say. */
function stageItems({
  stage,
  state,
  detail,
  remedy,
  saidDetail,
  saidRemedy,
  copyText,
}: StageReport): ResultItem[] {
  const copyButton = { iconPath: new ThemeIcon('copy'), tooltip: copyWords(stage) };
  const [first = '', ...more] = [saidDetail ?? detail, saidRemedy ?? remedy].flatMap((said) =>
    said === null ? [] : wrapText(visibleText(translated(said)), lineWidth),
  );
  const entry = { action: null, copyText };
  return [
    {
      ...entry,
      label: `$(${stageIcon(state)}) ${stageName(stage)}`,
      detail: plainLabel(first),
      ...(copyText === null ? {} : { buttons: [copyButton] }),
    },
    ...more.map((line) => ({ ...entry, label: '', description: plainLabel(line) })),
  ];
}

function copyWords(stage: StageReport['stage']): string {
  return stage === 'privileges' ? l10n.t('Copy GRANT') : l10n.t('Copy');
}

async function copy(text: string): Promise<void> {
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(l10n.t('Copied'), 3000);
}
