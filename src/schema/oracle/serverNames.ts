/**
 * Whether the server chose the name of a constraint. Such a name says nothing of its table, and the server may choose it
 * again for another one.
 */
export function isServerName(name: string): boolean {
  return /^SYS_C\d+$|_OB(?:PK|CHECK|UNIQUE|UK|FK|NOTNULL)_\d+$/.test(name);
}
