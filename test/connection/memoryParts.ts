/** The ports of connections over values: what is there is given, and nothing else is. */
import type { ConnectionSecrets, SecretKind } from '../../src/connection/connectionSecrets.ts';
import type { LocalFiles } from '../../src/connection/localFiles.ts';

export interface MemorySecrets extends ConnectionSecrets {
  /** `id kind`, of each that is kept. */
  readonly kept: readonly string[];
}

/** Keeps secrets of one connection, or of several by `set`. */
export function memorySecrets(id = '', secrets: Partial<Record<SecretKind, string>> = {}): MemorySecrets {
  const kept = new Map(Object.entries(secrets).map(([kind, secret]) => [`${id} ${kind}`, secret]));
  return {
    get kept() {
      return [...kept.keys()];
    },
    get: (of, kind) => Promise.resolve(kept.get(`${of} ${kind}`)),
    set: (of, kind, secret) => {
      kept.set(`${of} ${kind}`, secret);
      return Promise.resolve();
    },
    deleteAll: (of) => {
      for (const key of [...kept.keys()].filter((each) => each.startsWith(`${of} `))) kept.delete(key);
      return Promise.resolve();
    },
  };
}

export interface MemoryFiles {
  /** By path; an error is what reading throws. */
  readonly files?: Readonly<Record<string, string | Error>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly isWindows?: boolean;
}

/** A computer with these files and variables; its home is /home/me. */
export function memoryFiles({ files = {}, isWindows = false, variables = {} }: MemoryFiles = {}): LocalFiles {
  return {
    home: '/home/me',
    isWindows,
    variable: (name) => variables[name],
    readText: (path) => {
      const found = Object.hasOwn(files, path) ? files[path] : undefined;
      return found instanceof Error ? Promise.reject(found) : Promise.resolve(found ?? null);
    },
    list: (folder) => {
      const inside = Object.keys(files).filter((path) => path.startsWith(`${folder}/`));
      return Promise.resolve([
        ...new Set(inside.map((path) => path.slice(folder.length + 1).split('/')[0] ?? '')),
      ]);
    },
  };
}
