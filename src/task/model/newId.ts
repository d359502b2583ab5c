const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A letter for the kind, seven characters of time in seconds and four of chance: short enough to be read out, sorted by the
 * time of making. `random` gives a number from 0 up to 1.
 */
export function newId(kind: 't' | 'r' | 'p' | 'a' | 'c' | 'm', now: number, random: () => number): string {
  let seconds = Math.floor(now / 1000);
  let time = '';
  for (let i = 0; i < 7; i += 1) {
    time = (alphabet[seconds % 32] ?? '0') + time;
    seconds = Math.floor(seconds / 32);
  }
  const chance = Array.from({ length: 4 }, () => alphabet[Math.floor(random() * 32)] ?? '0').join('');
  return `${kind}${time}${chance}`;
}
