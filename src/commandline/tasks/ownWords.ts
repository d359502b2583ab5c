/** The words of `run` and `task` that `analyze`, `script` and `sync` don't have. Throws ShadowSyncError 'usage'. */
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { shownWord } from '../shownWord.ts';

const valued = [
  '--store',
  '--at',
  '--cron',
  '--zone',
  '--missed',
  '--name',
  '--environment',
  '--remarks',
  '--tag',
  '--lock-wait',
  '--by',
  '--comment',
  '--file',
  '--run',
  '--status',
  '--connection',
  '--database',
  '--creator',
  '--text',
  '--hours',
  '--sort',
];
const switches = ['--once', '--all', '--manual', '--keep-in-sync', '--draft'];

/** The words that belong to tasks, taken out of the others. */
export class OwnWords {
  readonly rest: readonly string[];
  readonly #given = new Map<string, string[]>();

  constructor(words: readonly string[]) {
    const rest: string[] = [];
    for (let i = 0; i < words.length; i += 1) {
      const word = words[i] ?? '';
      const [name = '', ...inline] = word.split('=');
      if (switches.includes(word)) {
        this.#given.set(word, []);
      } else if (valued.includes(name)) {
        const value = inline.length > 0 ? inline.join('=') : words[++i];
        if (value === undefined) throw usage(`${name} needs a value`, `Write ${name} VALUE.`);
        this.#given.set(name, [...(this.#given.get(name) ?? []), value]);
      } else {
        rest.push(word);
      }
    }
    this.rest = rest;
  }

  get json(): boolean {
    return this.rest.includes('--json');
  }

  has(name: string): boolean {
    return this.#given.has(name);
  }

  value(name: string): string | null {
    const values = this.values(name);
    if (values.length > 1) throw usage(`${name} is given twice`, 'Give it once.');
    return values[0] ?? null;
  }

  values(name: string): readonly string[] {
    return this.#given.get(name) ?? [];
  }

  needed(name: string, remedy: string): string {
    const value = this.value(name);
    if (value === null || value === '') throw usage(`${name} is missing`, remedy);
    return value;
  }

  ids(): readonly string[] {
    const ids = this.rest.filter((word) => !word.startsWith('--'));
    if (ids.length === 0) throw usage('no task is named', 'Give the id that task list shows.');
    return ids;
  }

  id(): string {
    const [id = '', ...more] = this.ids();
    if (more.length > 0) throw usage('more than one task is named', 'Give one id.');
    return id;
  }

  /** Refuses what does not go with the command; gives the command back. */
  closed<T>(command: T, names: readonly string[], rest: readonly string[] = []): T {
    const foreign = [...this.#given.keys()].find((name) => !names.includes(name));
    if (foreign !== undefined)
      throw usage(`${foreign} does not go with this command`, 'Try: shadow-sync task --help');
    const taken = ['--json', ...rest];
    const strange = this.rest.find((word) => word.startsWith('--') && !taken.includes(word));
    if (strange !== undefined) {
      const [name = ''] = strange.split('=');
      throw usage(`there is no option ${shownWord(name)} here`, 'Try: shadow-sync task --help');
    }
    return command;
  }
}

export function usage(message: string, remedy: string): ShadowSyncError {
  return new ShadowSyncError('usage', message, { remedy });
}
