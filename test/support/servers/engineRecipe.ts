/** The real servers that tests run on (reference/testing.md §1), oldest family first. */
export const engineNames = ['mariadb-10.11', 'mariadb-11.8', 'mysql-5.6', 'mysql-9'] as const;

/** The name of one of the real servers. */
export type EngineName = (typeof engineNames)[number];

/** Where an engine's program lies and how it is called; plain data, kept in the cache as JSON. */
export interface Installation {
  /** As the program says it, for example `10.11.18`. */
  readonly version: string;
  /** What is spawned: the server, or the loader of another Debian release that loads it. */
  readonly executable: string;
  /** Comes before every other argument: for the loader, then `--no-defaults` and where the server's files are. */
  readonly leadingArgs: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The server program itself: when this file changes, the cached answer is thrown away. */
  readonly serverFile: string;
  /** Holds the SQL scripts for the system tables, or a ready-made data directory. */
  readonly dataSource: string;
}

/** How one engine is had, and what is particular about starting it. */
export interface EngineRecipe {
  readonly name: EngineName;
  readonly dialect: 'mysql' | 'mariadb';
  /** Raise this when the recipe changes in a way that makes cached installations or data directories wrong. */
  readonly revision: number;
  /** Brings the engine onto the machine, into `folder` if it isn't there. Throws {@link EngineUnavailable}. */
  readonly install: (folder: string) => Promise<Installation>;
  /** Fills the empty folder `dataDir` with system tables; `initArgs` are those that can be given only now. */
  readonly fillDataDirectory: (
    installation: Installation,
    dataDir: string,
    initArgs: readonly string[],
  ) => Promise<void>;
  /** Given at every start, before the caller's own arguments. */
  readonly startArgs: readonly string[];
  /** Picks those of the caller's arguments that the data directory must already have been made with. */
  readonly initOnlyArg?: RegExp;
}

/** Thrown when an engine can't be had on this machine; the message is a sentence that says why. */
export class EngineUnavailable extends Error {
  readonly code = 'ENGINE_UNAVAILABLE';
  override readonly name = 'EngineUnavailable';
}

/** `--user=root` for the server when we are root (it refuses to run as root otherwise), else nothing. */
export function userArgs(): readonly string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}

/**
 * The environment a server gets: little, so that a `MYSQL_…` variable of the developer's shell changes
 * nothing, and UTC, so that a SYSTEM time zone means the same on every machine.
 */
export function serverEnvironment(installation: Installation): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC', ...installation.env };
}

/** The `1.2.3` inside what a server answers to `--version`, or undefined. */
export function versionIn(text: string): string | undefined {
  return /\bVer\s+(\d+\.\d+\.\d+)/.exec(text)?.[1];
}
