/**
 * Which of several elements that are one stop of the Tab key an arrow key, Home or End goes to; null when it is none of
 * these keys.
 */
export function arrowTarget(
  event: KeyboardEvent,
  selector: string,
  [previous, next]: readonly [string, string],
): HTMLElement | null {
  const { currentTarget, target } = event;
  if (!(currentTarget instanceof HTMLElement) || !(target instanceof HTMLElement)) return null;
  const all = [...currentTarget.querySelectorAll<HTMLElement>(selector)];
  const at = all.indexOf(target);
  const moves: Readonly<Record<string, number>> = {
    [next]: (at + 1) % all.length,
    [previous]: (at - 1 + all.length) % all.length,
    Home: 0,
    End: all.length - 1,
  };
  const found = all[moves[event.key] ?? -1] ?? null;
  if (found !== null) event.preventDefault();
  return found;
}
