import { connect } from '../transport.ts';
import type { Transport } from '../transport.ts';

/** Puts a panel into its page and connects it to the editor; once in each page. */
export function mountPanel(name: string, Panel: new (transport: Transport) => HTMLElement): void {
  customElements.define(name, Panel);
  document.getElementById('panel')?.append(new Panel(connect()));
}
