import { shownWord } from './shownWord.ts';

type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;

/** What is wrong with words that Node's `parseArgs` refused: its own message repeats them, and they may hold a password. */
export function optionProblem(words: readonly string[], options: Options): string {
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    if (!word.startsWith('-')) continue;
    const [name = '', ...inline] = word.split('=');
    const own = name.slice(2);
    const option = name.startsWith('--') && Object.hasOwn(options, own) ? options[own] : undefined;
    if (option === undefined) return `there is no option ${shownWord(name)} here`;
    const hasValue = inline.length > 0;
    if (option.type === 'boolean') {
      if (hasValue) return `${name} takes no value`;
    } else if (!hasValue) {
      i += 1;
      if (words[i]?.startsWith('-') !== false) return `${name} needs a value`;
    }
  }
  return 'the options are not as they ought to be';
}
