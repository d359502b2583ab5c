/** What every part of the editor's side can ask for: services, log, and a place for what must be disposed. */
import type { ExtensionContext } from 'vscode';
import type { EditorServices } from './editorServices.ts';
import type { Startup } from './startup/startup.ts';
import type { EditorLog } from './ui/editorLog.ts';

/** Something that has to be given back. VS Code's own class of that name need not be it. */
export interface Disposing {
  dispose(): unknown;
}

export interface Editor {
  readonly context: ExtensionContext;
  /** The doors that VS Code knows since the start. */
  readonly startup: Startup;
  readonly services: EditorServices;
  readonly log: EditorLog;
}
