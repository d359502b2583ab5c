const known = new Set<string>();

/** Whether this is the name of a time zone that this computer knows. */
export function isZone(name: string): boolean {
  // Offsets and abbreviations are taken by some systems and not by others; names of places say what daylight saving does.
  if (name !== 'UTC' && !/^[A-Za-z_]+\/[A-Za-z_+\-/0-9]+$/.test(name)) return false;
  // Asking takes longer than computing a slot.
  if (known.has(name)) return true;
  const isKnown = isKnownHere(name);
  if (isKnown) known.add(name);
  return isKnown;
}

function isKnownHere(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
