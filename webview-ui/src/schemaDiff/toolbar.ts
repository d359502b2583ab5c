import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { button } from '../controls/button.ts';
import type { IconName } from '../controls/icon.ts';
import type { SchemaDiffState } from '../../../src/protocol/schemaDiff.ts';
import { t } from '../l10n.ts';
import { sharedTexts } from '../strings/shared.ts';
import { schemaDiffTexts as texts } from '../strings/schemaDiff.ts';

export interface ToolbarActions {
  readonly openChangeSql: () => void;
  readonly openUndoSql: () => void;
  readonly openTextDiff: () => void;
  readonly openAllDifferences: () => void;
  readonly refresh: () => void;
  readonly cancel: () => void;
  readonly export: () => void;
  readonly run: () => void;
  readonly toggleOptions: () => void;
}

export interface ToolbarState {
  readonly state: SchemaDiffState;
  readonly hasPair: boolean;
  readonly showsOptions: boolean;
}

/** What can be done with the comparison as a whole. The words give way to the icons where there is no room. */
export function toolbar(
  { state, hasPair, showsOptions }: ToolbarState,
  actions: ToolbarActions,
): TemplateResult {
  const { kind } = state.phase;
  const isReady = kind === 'ready';
  const isBusy = kind === 'reading' || kind === 'running';
  const hasStatements = isReady && state.statements > 0;
  return html`<div class="toolbar" role="toolbar" aria-label=${t(texts.actions)}>
    ${button({
      label: t(texts.openChangeSql),
      icon: 'file-code',
      kind: 'primary',
      isDisabled: !hasStatements,
      onPress: actions.openChangeSql,
    })}
    ${button({
      label: t(texts.run),
      icon: 'play',
      hint: state.cannotRunReason ?? t(texts.run),
      isDisabled: !isReady || !state.canRun,
      onPress: actions.run,
    })}
    ${button({
      label: t(texts.openUndoSql),
      icon: 'discard',
      isDisabled: !isReady || !state.hasUndo,
      onPress: actions.openUndoSql,
    })}
    <span class="bar" role="separator"></span>
    ${iconButton(texts.openTextDiff, 'git-compare', actions.openTextDiff, !isReady || !hasPair)}
    ${iconButton(texts.openAllDifferences, 'diff-multiple', actions.openAllDifferences, !isReady)}
    ${iconButton(texts.export, 'export', actions.export, !isReady)}
    ${button({
      label: t(texts.options),
      icon: 'settings',
      kind: 'icon',
      isExpanded: showsOptions,
      onPress: actions.toggleOptions,
    })}
    ${
      isBusy
        ? iconButton(sharedTexts.cancel, 'close', actions.cancel, false)
        : iconButton(texts.refresh, 'refresh', actions.refresh, false)
    }
  </div>`;
}

function iconButton(text: string, icon: IconName, onPress: () => void, isDisabled: boolean): TemplateResult {
  return button({ label: t(text), icon, kind: 'icon', id: `tool-${icon}`, isDisabled, onPress });
}
