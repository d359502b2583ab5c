/** Whose SQL the user says a server speaks; what it really is, it says itself once connected (the facts' dialect). */
export const connectionDialects = ['mysql', 'mariadb', 'oceanbase', 'oracle', 'oceanbase-oracle'] as const;

export type ConnectionDialect = (typeof connectionDialects)[number];

/** Narrows any value to a dialect's name. */
export function isConnectionDialect(value: unknown): value is ConnectionDialect {
  return connectionDialects.some((dialect) => dialect === value);
}
