/** What a filter of tables lets through. Without `vscode`. */
import { parseGlob } from '../../../shadow/glob.ts';

/** Names that hold the text, or that match it as a pattern when it has wildcards; upper and lower case are the same. */
export function tableFilter(text: string): (name: string) => boolean {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return () => true;
  if (!/[*?[]/.test(wanted)) return (name) => name.toLowerCase().includes(wanted);
  const glob = parseGlob(wanted, (name) => name.toLowerCase());
  return (name) => glob.matches(name);
}
