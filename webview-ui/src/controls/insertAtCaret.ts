/**
 * Puts a text where the cursor stands in a field of the toolkit, in the place of what is selected there, and goes into the
 * field: as if it had been typed.
 */
export function insertAtCaret(field: Element, text: string): void {
  // The toolkit keeps the browser's own input inside.
  const input: unknown = 'control' in field ? field.control : null;
  if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement)) return;
  input.focus();
  input.setRangeText(text, input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end');
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}
