/**
 * What the editor wants to find again when it restores a panel. VS Code keeps a webview's state over a reload, but only the
 * webview can write it; so the page lays the editor's part beside what the panel itself keeps, and the panel sees its own
 * part only. Without `vscode`.
 */

/** The script that has to run before the panel's own. `kept` is plain data: an id, a request, never a secret. */
export function keepingScript(kept: unknown, nonce: string): string {
  return `<script nonce="${nonce}">(() => {
  const api = acquireVsCodeApi();
  const kept = ${json(kept)};
  const own = () => api.getState()?.panel;
  api.setState({ kept, panel: own() });
  globalThis.acquireVsCodeApi = () => ({
    postMessage: (message) => api.postMessage(message),
    getState: own,
    setState: (panel) => (api.setState({ kept, panel }), panel),
  });
})();</script>`;
}

/** The editor's part of a restored state; undefined when there is none. Whoever takes it checks it. */
export function keptIn(state: unknown): unknown {
  return typeof state === 'object' && state !== null && 'kept' in state ? state.kept : undefined;
}

/** JSON that can stand in a script: nothing in it ends the element, and no line end that only JSON allows. */
function json(value: unknown): string {
  return JSON.stringify(value ?? null).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
