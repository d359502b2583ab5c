/**
 * The import rules of the house: floors downwards only, side rooms behind ports, each library in one folder.
 * Every rule has a canary in test/architecture/boundaryCanaries.ts that proves it can fire; a rule without
 * one fails the architecture suite.
 */

/** Lowest first. A file imports from its own floor or from a floor below. */
const FLOORS = ['schema', 'diff', 'shadow', 'task', 'comparison', 'alert', 'editor'];

/** Side rooms: they implement ports of the floors, and only src/compose.ts knows them. */
const SIDE_ROOMS = ['database', 'store', 'oms', 'webhook'];

/** Each library and the only folder that may import it. */
const LIBRARY_ROOMS = [
  { rule: 'mysql2', library: 'mysql2', room: '^src/database/mysql/' },
  { rule: 'oracledb', library: 'oracledb', room: '^src/database/oracle/' },
  { rule: 'ssh2', library: 'ssh2', room: '^src/database/ssh/' },
  { rule: 'lowdb', library: 'lowdb', room: '^src/store/' },
  { rule: 'croner', library: 'croner', room: '^src/task/schedule/' },
  { rule: 'vscode', library: 'vscode', room: '^src/(editor/|extension[.]ts$)' },
  { rule: 'toolkit', library: '@vscode/webview-ui-toolkit', room: '^webview-ui/src/controls/' },
];

/** @type {(names: readonly string[]) => string} a pattern that matches any of the names */
const any = (names) => `(${names.join('|')})`;

/**
 * @typedef {import('dependency-cruiser').IRegularForbiddenRuleType} ForbiddenRule
 * @type {(name: string, comment: string, from: ForbiddenRule['from'], to: ForbiddenRule['to']) => ForbiddenRule}
 */
const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/**
 * A package by its name, whether it is installed (a path) or not (the bare name).
 * @type {(library: string) => string}
 */
const packagePath = (library) => `(^|node_modules/)${library.replace('/', '[/]')}($|/)`;

const upwards = FLOORS.slice(0, -1).map((floor, index) =>
  error(
    `${floor}-imports-downwards-only`,
    `Floor ${index + 1} imports from itself and from the floors below, never upwards.`,
    { path: `^src/${floor}/` },
    { path: `^src/${any(FLOORS.slice(index + 1))}/` },
  ),
);

const libraryRooms = LIBRARY_ROOMS.map(({ rule, library, room }) =>
  error(
    `${rule}-in-its-room`,
    `${library} is imported in one folder only, so that it can be replaced there.`,
    // Not the library's own files: what they import from each other is their business.
    { path: '^(src|webview-ui)/', pathNot: room },
    { path: packagePath(library) },
  ),
);

const purity = [
  error(
    'pure-floors-without-built-ins',
    'Floors 1 to 3 and the protocol run anywhere: no Node built-ins.',
    { path: '^src/(schema|diff|shadow|protocol)/' },
    { dependencyTypes: ['core'] },
  ),
  error(
    'pure-floors-without-packages',
    'Floors 1 to 3 hold the part that must be right: nothing in them comes from a package.',
    { path: '^src/(schema|diff|shadow)/' },
    { path: 'node_modules/' },
  ),
  error(
    'upper-floors-without-built-ins',
    'Floors 4 to 6 know the world only through ports.',
    { path: '^src/(task|comparison|alert)/' },
    { dependencyTypes: ['core'] },
  ),
  error(
    'upper-floors-without-packages',
    'Floors 4 to 6 know the world only through ports; croner, a pure calculation, is the exception.',
    { path: '^src/(task|comparison|alert)/' },
    { path: 'node_modules/', pathNot: packagePath('croner') },
  ),
];

const connection = [
  error(
    'connection-knows-schema-only',
    'A connection is plain data that every room may know: no other room, no package, no built-in.',
    { path: '^src/connection/' },
    { path: '', pathNot: '^src/(connection|schema)/' },
  ),
  error(
    'tables-without-connections',
    'What a table is, how two differ and what a plan does has nothing to do with how a server is reached.',
    { path: '^src/(schema|diff|shadow)/' },
    { path: '^src/connection/' },
  ),
];

const sideRooms = [
  error(
    'side-rooms-known-to-compose-only',
    'Drivers and stores are built in src/compose.ts and handed on as ports.',
    { path: '^src/', pathNot: `^src/(compose[A-Za-z]*[.]ts$|${any(SIDE_ROOMS)}/)` },
    { path: `^src/${any(SIDE_ROOMS)}/` },
  ),
  error(
    'side-rooms-without-crosstalk',
    'A side room knows schema/ and its ports, not its neighbour.',
    { path: `^src/${any([...SIDE_ROOMS, 'protocol'])}/` },
    { path: `^src/${any([...SIDE_ROOMS, 'protocol'])}/`, pathNot: '^src/$1/' },
  ),
  error(
    'side-rooms-take-types-only',
    'A side room implements the ports of the floors: it imports their types, never their code.',
    { path: `^src/${any(SIDE_ROOMS)}/` },
    { path: '^src/(diff|shadow|task|comparison|alert)/', dependencyTypesNot: ['type-only'] },
  ),
  error(
    'database-knows-its-ports',
    "database/ implements the ports of shadow/ and task/, nobody else's.",
    { path: '^src/database/' },
    { path: '^src/(diff|comparison|alert)/', dependencyTypes: ['type-only'] },
  ),
  error(
    'store-knows-its-ports',
    "store/ implements the ports of connection/, task/ and alert/ and keeps shadow/'s plans.",
    { path: '^src/store/' },
    { path: '^src/(diff|comparison)/', dependencyTypes: ['type-only'] },
  ),
  error(
    'oms-knows-its-ports',
    "oms/ implements a port of alert/ and task/, nobody else's.",
    { path: '^src/oms/' },
    { path: '^src/(diff|shadow|comparison)/', dependencyTypes: ['type-only'] },
  ),
  error(
    'webhook-knows-its-port',
    "webhook/ implements the ports of alert/ that lead out of this computer, nobody else's.",
    { path: '^src/webhook/' },
    { path: '^src/(connection|diff|shadow|task|comparison)/', dependencyTypes: ['type-only'] },
  ),
  error(
    'side-rooms-below-the-editor',
    'Side rooms know neither the editor nor the command line.',
    { path: `^src/${any([...SIDE_ROOMS, 'protocol'])}/` },
    { path: '^src/(editor|commandline)/' },
  ),
  error(
    'dialects-without-crosstalk',
    'A dialect is a value of its own folder: mysql/ and oracle/ do not know each other.',
    { path: '^src/[^/]+/(mysql|oracle)/' },
    { path: '^src/[^/]+/(mysql|oracle)/', pathNot: '^src/[^/]+/$1/' },
  ),
];

const glass = [
  error(
    'protocol-takes-types-only',
    'What crosses the glass is declared from types; code on one side would be bundled into the other.',
    { path: '^src/protocol/' },
    {
      path: '^src/',
      // The list of dialects: both sides have it anyway, and a contract with a list of its own would have to know each.
      pathNot: '^src/(protocol/|connection/connectionDialect[.]ts$)',
      dependencyTypesNot: ['type-only'],
    },
  ),
  error(
    'protocol-for-both-sides-of-the-glass',
    'Only the editor and the panels speak the contract between them.',
    { path: '^src/', pathNot: `^src/(protocol|editor|${SIDE_ROOMS.join('|')})/` },
    { path: '^src/protocol/' },
  ),
  error(
    'panels-see-protocol-and-pure-floors',
    'A panel runs in a browser: it sees the contract and the pure floors.',
    { path: '^webview-ui/' },
    { path: '^src/', pathNot: '^src/(protocol|schema|connection|diff|shadow)/' },
  ),
  error(
    'panels-without-built-ins',
    'A panel runs in a browser: there is no Node in it.',
    { path: '^webview-ui/(src|fakeHost)/' },
    { dependencyTypes: ['core'] },
  ),
  error(
    'panels-are-not-imported',
    'The front end is a bundle of its own.',
    { path: '^src/' },
    { path: '^webview-ui/' },
  ),
];

const entries = [
  error(
    'composition-for-entries-only',
    'Only an entry composes; everything else is handed what it needs.',
    { path: '^src/', pathNot: '^src/((cli|extensionMain|compose)[.]ts$|commandline/)' },
    { path: '^src/compose[A-Za-z]*[.]ts$' },
  ),
  error(
    'entries-are-not-imported',
    'An entry runs when it is loaded: nothing imports it.',
    {},
    { path: '^src/(cli|extension)[.]ts$' },
  ),
  error(
    'commandline-behind-its-entry',
    'The command line is the face of src/cli.ts; no floor talks to it.',
    { path: `^src/(extension(Main)?[.]ts$|compose[.]ts$|${any(FLOORS)}/)` },
    { path: '^src/commandline/' },
  ),
  error(
    'editor-behind-its-entry',
    'The command line has no editor.',
    { path: '^src/(cli[.]ts$|commandline/|compose[A-Za-z]*[.]ts$)' },
    { path: '^src/editor/' },
  ),
];

const product = [
  error(
    'product-without-tests',
    'The product imports neither its tests nor its scripts.',
    { path: '^(src|webview-ui)/' },
    { path: '^(test|scripts)/' },
  ),
  error(
    'product-without-dev-dependencies',
    'What the product imports is a dependency, not a tool of this repository.',
    { path: '^src/' },
    {
      // The editor's API: its host brings it, and only its types are a package.
      pathNot: '^node_modules/@types/vscode/',
      dependencyTypes: ['npm-dev', 'npm-optional', 'npm-no-pkg', 'npm-unknown'],
      dependencyTypesNot: ['type-only'],
    },
  ),
];

const graph = [
  error(
    'no-cycles',
    'Two files that import each other are one file in two places.',
    { path: '^(src|webview-ui|test|scripts)/' },
    { circular: true },
  ),
  error(
    'no-orphans',
    'A file that nobody imports and that imports nothing is dead.',
    {
      orphan: true,
      path: '^(src|webview-ui)/',
      // It declares a package that has no types: the compiler finds it by itself.
      pathNot: '[.]d[.]ts$',
    },
    {},
  ),
  error(
    'no-unresolvable',
    'An import that leads nowhere.',
    {},
    { couldNotResolve: true, pathNot: '^vscode$' },
  ),
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...upwards,
    ...libraryRooms,
    ...purity,
    ...connection,
    ...sideRooms,
    ...glass,
    ...entries,
    ...product,
    ...graph,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test/architecture/canaries)/' },
    // Type-only imports vanish when run, and still say who knows whom.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    cache: false,
  },
};
