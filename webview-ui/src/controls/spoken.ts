import { noChange } from 'lit';
import { Directive, PartType, directive } from 'lit/directive.js';
import type { ElementPart, PartInfo } from 'lit/directive.js';

/**
 * What is read out for a control of the toolkit. Some of them call themselves `Text field` or `Loading` whenever they are
 * put into the page, whatever they were called before: so the name is given once they are there, and after each move.
 */
class Spoken extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('spoken stands in the tag of an element');
  }

  override render(label: string): string {
    return label;
  }

  override update({ element }: ElementPart, [label]: [string]): typeof noChange {
    queueMicrotask(() => {
      element.setAttribute('aria-label', label);
    });
    return noChange;
  }
}

export const spoken = directive(Spoken);
