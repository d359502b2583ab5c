import type { UriHandler } from 'vscode';

type Spaces = Readonly<Record<string, object>>;

interface Disposing {
  dispose(): unknown;
}

/** Makes something that lives until it is disposed: a registration, an event's listener, a view. */
const making = /^(register|create|onDid|onWill)/;

/** These take a name that VS Code knows only once: a second extension under the same roof needs others. */
const named =
  /^(registerCommand|registerFileSystemProvider|registerWebviewPanelSerializer|registerTreeDataProvider|createTreeView|createOutputChannel)$/;

/**
 * Counts what an extension registers with VS Code and has not disposed of. It stands in front of VS Code's own functions,
 * which still do all of the work.
 */
export class LivingDisposables {
  readonly #living = new Map<object, string>();
  readonly #ends: (() => void)[] = [];
  #suffix = '';
  /** What the round that is going on wants to be told of links. */
  uriHandler: UriHandler | null = null;

  constructor(spaces: Spaces) {
    for (const space of Object.values(spaces)) this.#watch(space);
    const { window } = spaces;
    if (window !== undefined) this.#watchTabs(window);
  }

  get count(): number {
    return this.#living.size;
  }

  get names(): readonly string[] {
    return [...this.#living.values()];
  }

  /** What is registered from now on gets this behind its name. */
  nextRound(suffix: string): void {
    this.#suffix = suffix;
  }

  /** Puts VS Code's own functions back. */
  remove(): void {
    for (const end of this.#ends.splice(0)) end();
  }

  #watch(space: object): void {
    for (const name of Object.keys(space).filter((key) => making.test(key))) {
      const original: unknown = Reflect.get(space, name);
      if (typeof original === 'function') this.#put(space, name, this.#counting(name, original));
    }
  }

  /** Its own object can't be changed, so another one with the same members stands in for it. */
  #watchTabs(window: object): void {
    const tabs: unknown = Reflect.get(window, 'tabGroups');
    if (typeof tabs !== 'object' || tabs === null) throw new Error('there are no tab groups');
    const stand: Record<string, unknown> = {};
    for (const name of Object.keys(tabs)) {
      const isEvent = making.test(name);
      Object.defineProperty(stand, name, {
        get: () => {
          const own: unknown = Reflect.get(tabs, name);
          return isEvent && typeof own === 'function' ? this.#counting(name, own) : own;
        },
      });
    }
    this.#put(window, 'tabGroups', stand);
  }

  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
  #counting(name: string, original: Function): (...args: readonly unknown[]) => unknown {
    return (...args) => {
      // VS Code takes one of each extension, and the first one has it.
      if (name === 'registerUriHandler') {
        const [handler] = args;
        if (isUriHandler(handler)) this.uriHandler = handler;
        return this.#counted(name, { dispose: () => undefined });
      }
      const [first, ...rest] = args;
      const given = named.test(name) ? [`${String(first)}${this.#suffix}`, ...rest] : args;
      const made: unknown = Reflect.apply(original, undefined, given);
      return isDisposing(made) ? this.#counted(name, made) : made;
    };
  }

  #counted(name: string, made: Disposing): Disposing {
    const dispose = made.dispose.bind(made);
    this.#living.set(made, name);
    const value = (): unknown => {
      this.#living.delete(made);
      return dispose();
    };
    Object.defineProperty(made, 'dispose', { value, configurable: true, writable: true });
    return made;
  }

  #put(space: object, name: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(space, name);
    Object.defineProperty(space, name, { value, configurable: true, writable: true });
    this.#ends.push(() => {
      if (before !== undefined) Object.defineProperty(space, name, before);
    });
  }
}

function isUriHandler(value: unknown): value is UriHandler {
  return typeof value === 'object' && value !== null && 'handleUri' in value;
}

function isDisposing(made: unknown): made is Disposing {
  return typeof made === 'object' && made !== null && 'dispose' in made && typeof made.dispose === 'function';
}
