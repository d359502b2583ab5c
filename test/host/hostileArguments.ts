import { Uri } from 'vscode';

/** Whatever is done to it throws. */
const trap = new Proxy(
  {},
  {
    get: refuse,
    has: refuse,
    ownKeys: refuse,
    getPrototypeOf: refuse,
    getOwnPropertyDescriptor: refuse,
  },
);

const trappedList = new Proxy([] as unknown[], { get: refuse });

function refuse(): never {
  throw new Error('a getter of another extension');
}

function circle(): unknown {
  const value: Record<string, unknown> = { kind: 'table' };
  value['target'] = value;
  return value;
}

const nobody = { kind: 'table', connectionId: 'nobody', database: 'x', table: 'y' };

/** What other extensions may hand to a command (U-09), with a name for each. */
export const hostileArguments: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  ['a number', [Number.NaN]],
  ['a big integer', [7n]],
  ['a symbol', [Symbol('x')]],
  ['a function', [() => 'x']],
  ['a text', ['[Fix](command:workbench.action.reloadWindow)']],
  ['a long text', ['x'.repeat(1_000_000)]],
  ['a file', [Uri.file('/etc/passwd')]],
  ['a closed comparison', [Uri.parse('shadow-sync://0123456789abcdef/a/b.change.sql?%5B%22change%22%5D')]],
  ['a broken address', [Uri.parse('shadow-sync:/?%5B')]],
  ['a trap', [trap]],
  ['a trap in a list', [undefined, [trap]]],
  ['a list that is a trap', [undefined, trappedList]],
  ['a trap as target', [{ target: trap }]],
  [
    'a getter as kind',
    [
      {
        get kind() {
          return refuse();
        },
      },
    ],
  ],
  [
    'a getter as target',
    [
      {
        get target() {
          return refuse();
        },
      },
    ],
  ],
  [
    'a getter as connection',
    [
      {
        kind: 'connection',
        get connectionId() {
          return refuse();
        },
      },
    ],
  ],
  [
    'a getter as comparison',
    [
      {
        get comparison() {
          return refuse();
        },
        revision: 1,
        statement: 1,
      },
    ],
  ],
  ['a circle', [circle()]],
  ['no statement', [{ comparison: 'x', revision: -1, statement: Number.POSITIVE_INFINITY }]],
  ['somebody’s connection', [{ kind: 'connection', connectionId: '__proto__' }]],
  ['nothing but nothing', [null, null, null]],
  ['lists in lists', [[[[]]], [[[]]]]],
  ['a huge list', [undefined, Array.from({ length: 300_000 }, () => nobody)]],
]);
