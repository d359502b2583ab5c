/** What connections need of this computer, as a port: this folder runs anywhere. */
export interface LocalFiles {
  /** The home folder, without a separator at its end. */
  readonly home: string;
  readonly isWindows: boolean;
  /** A variable of the environment; undefined where there is none or it is empty. */
  variable(name: string): string | undefined;
  /** The whole text of a file; null when it is not there. Throws when it is there and can't be read. */
  readText(path: string): Promise<string | null>;
  /** The names in a folder; empty when it is not there or can't be read. */
  list(folder: string): Promise<readonly string[]>;
}

/** `~/x` with the home folder in the place of `~`; other paths as they are. */
export function withHome(path: string, files: Pick<LocalFiles, 'home'>): string {
  return /^~[/\\]/.test(path) ? files.home + path.slice(1) : path;
}
