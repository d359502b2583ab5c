import assert from 'node:assert/strict';
import { window } from 'vscode';
import type { Webview, WebviewPanel } from 'vscode';
import { replaceInWindow } from './railsStage.ts';
import { until } from './until.ts';

/** Beyond every number that the real front end, which talks at the same time, comes to. */
let lastId = 1_000_000;

interface Heard {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  readonly body: unknown;
}

/** The wire of one panel: says what its front end could say, and hears what the editor answers. */
export class PanelWire {
  readonly viewType: string;
  readonly panel: WebviewPanel;
  readonly #listeners: ((message: unknown) => unknown)[] = [];
  readonly #heard: Heard[] = [];

  constructor(viewType: string, panel: WebviewPanel) {
    this.viewType = viewType;
    this.panel = panel;
    const { webview } = panel;
    const receive = webview.onDidReceiveMessage.bind(webview);
    const post = webview.postMessage.bind(webview);
    define(webview, 'onDidReceiveMessage', (listener: (message: unknown) => unknown) => {
      this.#listeners.push(listener);
      return receive(listener);
    });
    define(webview, 'postMessage', (message: Heard) => {
      this.#heard.push(message);
      return post(message);
    });
  }

  get isOpen(): boolean {
    try {
      return this.panel.visible || this.panel.active;
    } catch {
      // A panel that was disposed throws at every question.
      return false;
    }
  }

  /** Says it and waits for nothing: a panel that closes answers no more. */
  say(name: string, body: unknown = {}): number {
    lastId += 1;
    for (const listener of this.#listeners) listener({ v: 1, id: lastId, kind: 'request', name, body });
    return lastId;
  }

  /** What the editor answered: a result or an error. */
  async ask(name: string, body: unknown = {}): Promise<Heard> {
    const id = this.say(name, body);
    return await until(
      () => this.#heard.find((one) => one.id === id),
      () => `an answer to ${name}`,
    );
  }

  /** The result; fails with the error when there is none. */
  async get<T>(name: string, body: unknown = {}): Promise<T> {
    const { kind, body: answer } = await this.ask(name, body);
    assert.equal(kind, 'result', `${name}: ${JSON.stringify(answer)}`);
    return answer as T;
  }
}

/** Wires of the panels that are opened from now on. */
export function tapPanels(): { readonly wires: PanelWire[]; readonly end: () => void } {
  const wires: PanelWire[] = [];
  const create = window.createWebviewPanel.bind(window);
  const end = replaceInWindow('createWebviewPanel', (...args: Parameters<typeof create>) => {
    const panel = create(...args);
    wires.push(new PanelWire(args[0], panel));
    return panel;
  });
  return { wires, end };
}

function define(webview: Webview, name: string, value: unknown): void {
  Object.defineProperty(webview, name, { value, configurable: true, writable: true });
}
