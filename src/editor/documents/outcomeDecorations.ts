/** Marks in change SQL that say what a run did to each statement: a sign, a word, and a colour that adds nothing to them. */
import { Disposable, OverviewRulerLane, Range, ThemeColor, window } from 'vscode';
import type { DecorationOptions, Event, TextDocument, TextEditor, TextEditorDecorationType } from 'vscode';
import type { RunOutcomeKind } from '../../comparison/runProgress.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import { outcomeWord } from '../comparisons/comparisonWords.ts';
import { translated } from '../ui/translated.ts';
import type { Said } from '../../schema/phrase.ts';

const colors: Readonly<Record<RunOutcomeKind, string>> = {
  running: 'editorInfo.foreground',
  succeeded: 'testing.iconPassed',
  failed: 'editorError.foreground',
  skipped: 'disabledForeground',
  unknown: 'editorWarning.foreground',
};

/** What became of the statement that ends there. */
export interface LineMark {
  readonly line: number;
  readonly outcome: RunOutcomeKind;
  readonly error: Said | null;
}

/** What a server says is shown in whole by the Problem; the line gets its beginning. */
const longestError = 160;

export class OutcomeDecorations implements Disposable {
  readonly #marksIn: (document: TextDocument) => readonly LineMark[];
  readonly #types = new Map<RunOutcomeKind, TextEditorDecorationType>();
  readonly #subscriptions: Disposable;

  /** `marksIn`: none for documents of somebody else. */
  constructor(marksIn: (document: TextDocument) => readonly LineMark[], onDidChange: Event<unknown>) {
    this.#marksIn = marksIn;
    const all = (): void => {
      for (const editor of window.visibleTextEditors) this.#decorate(editor);
    };
    this.#subscriptions = Disposable.from(onDidChange(all), window.onDidChangeVisibleTextEditors(all));
    all();
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const type of this.#types.values()) type.dispose();
  }

  #decorate(editor: TextEditor): void {
    const byOutcome = new Map<RunOutcomeKind, DecorationOptions[]>();
    for (const { outcome, line, error } of this.#marksIn(editor.document)) {
      const list = byOutcome.get(outcome) ?? [];
      byOutcome.set(outcome, list);
      list.push(decoration(outcome, line, error));
    }
    for (const outcome of new Set([...this.#types.keys(), ...byOutcome.keys()])) {
      editor.setDecorations(this.#typeOf(outcome), byOutcome.get(outcome) ?? []);
    }
  }

  /** Made when the first statement ends that way. */
  #typeOf(outcome: RunOutcomeKind): TextEditorDecorationType {
    let type = this.#types.get(outcome);
    if (type === undefined) {
      const color = new ThemeColor(colors[outcome]);
      type = window.createTextEditorDecorationType({
        isWholeLine: true,
        overviewRulerColor: color,
        overviewRulerLane: OverviewRulerLane.Left,
        borderStyle: 'solid',
        borderWidth: '0 0 0 3px',
        borderColor: color,
        after: { color, margin: '0 0 0 2em' },
      });
      this.#types.set(outcome, type);
    }
    return type;
  }
}

function decoration(outcome: RunOutcomeKind, line: number, error: Said | null): DecorationOptions {
  const said = error === null ? '' : `: ${visibleText(translated(error))}`;
  const text = `${outcomeWord(outcome)}${said}`;
  return {
    range: new Range(line, Number.MAX_SAFE_INTEGER, line, Number.MAX_SAFE_INTEGER),
    renderOptions: {
      after: { contentText: text.length > longestError ? `${text.slice(0, longestError)}…` : text },
    },
  };
}
