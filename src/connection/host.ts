/**
 * True for a text that can be the name or the address of a server: nothing that a URL, a path or an account would end
 * at. Whether somebody answers there, only connecting tells.
 */
export function isHost(text: string): boolean {
  return /^[^\s\0/?#@%]+$/.test(text);
}
