import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ApprovalProcessesState } from '../../../src/protocol/approvalProcesses.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { checkbox } from '../controls/checkbox.ts';
import { icon } from '../controls/icon.ts';
import { number, t } from '../l10n.ts';
import { approvalProcessesTexts as texts } from '../strings/approvalProcesses.ts';
import { sharedTexts } from '../strings/shared.ts';
import type { ProcessDraft } from './model/processDraft.ts';
import { levelTexts } from './processFields.ts';

export interface CardLook {
  readonly draft: ProcessDraft;
  readonly index: number;
  readonly count: number;
  readonly isOpen: boolean;
  /** A test found that a task falls under this one. */
  readonly isMatch: boolean;
  readonly connections: ApprovalProcessesState['connections'];
  readonly fields: TemplateResult | typeof nothing;
}

export interface CardActions {
  readonly toggle: () => void;
  readonly enable: (isEnabled: boolean) => void;
  readonly move: (to: number) => void;
  readonly duplicate: () => void;
  readonly remove: () => void;
  readonly onDragStart: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
}

/** One process: its place, what it is for, who approves; opened, all its fields. */
export function processCard(look: CardLook, actions: CardActions): TemplateResult {
  const { draft, index, isOpen, isMatch, fields } = look;
  const name = nameOf(draft);
  const classes = ['card', ...(draft.isEnabled ? [] : ['off']), ...(isMatch ? ['match'] : [])].join(' ');
  return html`<li
    class=${classes}
    data-process=${draft.id}
    @dragover=${(event: DragEvent) => event.preventDefault()}
    @drop=${actions.onDrop}
  >
    <div class="card-head" @keydown=${(event: KeyboardEvent) => onKey(event, look, actions)}>
      <span class="grip" draggable="true" title=${t(texts.moveHint)} @dragstart=${actions.onDragStart}
        >${icon('gripper')}</span
      >
      <span class="place">${t(texts.position, number(index + 1))}</span>
      ${checkbox({ label: t(texts.enabled), isChecked: draft.isEnabled, onChange: actions.enable })}
      <button
        type="button"
        class="card-title"
        aria-expanded=${isOpen ? 'true' : 'false'}
        title=${`${summary(look)}\n${t(texts.moveHint)}`}
        @click=${actions.toggle}
      >
        ${icon(isOpen ? 'chevron-down' : 'chevron-right')}
        <span class="card-name">${name}</span>
        <span class="quiet card-summary">${summary(look)}</span>
      </button>
      <span class="card-buttons">${buttons(look, actions)}</span>
    </div>
    ${isOpen ? fields : nothing}
  </li>`;
}

export function nameOf({ name }: ProcessDraft): string {
  return name.trim() === '' ? t(texts.unnamed) : visibleText(name);
}

function buttons({ index, count }: CardLook, { move, duplicate, remove }: CardActions): TemplateResult {
  return html`${button({
    label: t(texts.moveUp),
    icon: 'arrow-up',
    kind: 'icon',
    isDisabled: index === 0,
    onPress: () => move(index - 1),
  })}
  ${button({
    label: t(texts.moveDown),
    icon: 'arrow-down',
    kind: 'icon',
    isDisabled: index === count - 1,
    onPress: () => move(index + 1),
  })}
  ${button({ label: t(texts.duplicate), icon: 'copy', kind: 'icon', onPress: duplicate })}
  ${button({ label: t(texts.remove), icon: 'trash', kind: 'icon', onPress: remove })}`;
}

function onKey(event: KeyboardEvent, { index }: CardLook, { move }: CardActions): void {
  if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
  event.preventDefault();
  move(event.key === 'ArrowUp' ? index - 1 : index + 1);
}

/** `environment Production, 10 tables or more → Database team → Release`. */
function summary({ draft, connections }: CardLook): string {
  const { connection, environment, database, tablesFrom, level, creator } = draft.conditions;
  const named = connections.find(({ id }) => id === connection)?.name ?? connection;
  const conditions = [
    ...(named === null ? [] : [t(texts.ofConnection, visibleText(named))]),
    ...(environment === null ? [] : [t(texts.ofEnvironment, t(sharedTexts[environment]))]),
    ...(database === null ? [] : [t(texts.ofDatabase, visibleText(database))]),
    ...(tablesFrom === null ? [] : [t(texts.ofTables, visibleText(tablesFrom))]),
    ...(level === null ? [] : [t(texts.ofLevel, t(levelTexts[level]))]),
    ...(creator === null ? [] : [t(texts.ofCreator, visibleText(creator))]),
  ];
  const nodes = draft.nodes.map(({ name }) => visibleText(name));
  const what = conditions.length === 0 ? t(texts.everyTask) : conditions.join(', ');
  return `${what} → ${nodes.length === 0 ? t(texts.noNodes) : nodes.join(' → ')}`;
}
