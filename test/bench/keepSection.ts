import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

/** Puts a text in the place of a section of docs/performance.md, or at its end where there is no such section yet. */
export async function keepSection(title: string, text: string): Promise<void> {
  const file = join(import.meta.dirname, '../../docs/performance.md');
  const sections = (await readFile(file, 'utf8')).split(/^(?=## )/mu);
  const heading = `## ${title}\n`;
  const section = `${heading}\n${text}\n`;
  const at = sections.findIndex((one) => one.startsWith(heading));
  if (at < 0) sections.push(`\n${section}`);
  else sections[at] = section;
  const config = await resolveConfig(file);
  await writeFile(file, await format(sections.join(''), { ...config, filepath: file }));
}
