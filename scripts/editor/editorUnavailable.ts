/** Thrown when the editor or the browser can't be had on this machine; the message is a sentence that says why. */
export class EditorUnavailable extends Error {
  readonly code = 'EDITOR_UNAVAILABLE';
  override readonly name = 'EditorUnavailable';
}
