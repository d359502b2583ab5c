import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One source of binary packages as the machine's own apt lists say it. */
export interface AptSource {
  readonly uri: string;
  readonly suites: readonly string[];
  readonly components: readonly string[];
  readonly signedBy: string | undefined;
}

/**
 * The mirrors from which the machine itself takes its Debian packages, most likely first, without repeats.
 * Security archives are left out: they carry only some packages. Empty when there are no apt lists.
 */
export async function debianMirrors(aptFolder = '/etc/apt'): Promise<readonly string[]> {
  const sources = await readSources(aptFolder);
  const candidates = sources.filter(
    ({ suites, components }) =>
      components.includes('main') && suites.some((suite) => !/-security$|\/updates$/.test(suite)),
  );
  const isDebians = ({ signedBy }: AptSource): boolean => signedBy?.includes('debian-archive') ?? false;
  const ordered = [...candidates.filter(isDebians), ...candidates.filter((source) => !isDebians(source))];
  return [...new Set(ordered.map(({ uri }) => uri))];
}

async function readSources(aptFolder: string): Promise<readonly AptSource[]> {
  const parts = join(aptFolder, 'sources.list.d');
  const names = await readdir(parts).catch(() => []);
  const files = [join(aptFolder, 'sources.list'), ...names.sort().map((name) => join(parts, name))];
  const read = files.map(async (file) => {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (file.endsWith('.list')) return parseOneLineSources(text);
    return file.endsWith('.sources') ? parseDeb822Sources(text) : [];
  });
  return (await Promise.all(read)).flat();
}

/** Reads a `.sources` file (sources.list(5), "Deb822-style format"); disabled and source-only stanzas are left out. */
export function parseDeb822Sources(text: string): readonly AptSource[] {
  const withoutComments = text.replace(/^#.*\n?/gm, '');
  return withoutComments.split(/\n\s*\n/).flatMap((stanza) => {
    const fields = stanzaFields(stanza);
    const words = (name: string): readonly string[] => wordsOf(fields.get(name) ?? '');
    if (!words('types').includes('deb') || /^(no|false|0|off)$/i.test(fields.get('enabled') ?? '')) return [];
    const signedBy = fields.get('signed-by');
    return words('uris').map((uri) => ({
      uri,
      suites: words('suites'),
      components: words('components'),
      // The field may hold the key itself instead of a path.
      signedBy: signedBy?.startsWith('/') === true ? signedBy : undefined,
    }));
  });
}

/** Reads a one-line-style list (sources.list(5)): `deb [option=value …] uri suite component …`. */
export function parseOneLineSources(text: string): readonly AptSource[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)([^#]*)/.exec(line);
    const [, options = '', uri, suite, components = ''] = match ?? [];
    if (uri === undefined || suite === undefined) return [];
    const signedBy = /(?:^|\s)signed-by=(\S+)/i.exec(options)?.[1];
    return [{ uri, suites: [suite], components: wordsOf(components), signedBy }];
  });
}

function stanzaFields(stanza: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let current: string | undefined;
  for (const line of stanza.split('\n')) {
    const start = /^([A-Za-z0-9-]+):(.*)$/.exec(line);
    if (start?.[1] !== undefined) {
      current = start[1].toLowerCase();
      fields.set(current, (start[2] ?? '').trim());
    } else if (current !== undefined && /^\s/.test(line)) {
      fields.set(current, `${fields.get(current) ?? ''} ${line.trim()}`.trim());
    }
  }
  return fields;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
