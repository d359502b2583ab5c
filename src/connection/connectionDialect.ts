/** Whose SQL the user says a server speaks; what it really is, it says itself once connected (the facts' dialect). */
export const connectionDialects = ['mysql', 'mariadb', 'oceanbase', 'oracle', 'oceanbase-oracle'] as const;

export type ConnectionDialect = (typeof connectionDialects)[number];

/** Narrows any value to a dialect's name. */
export function isConnectionDialect(value: unknown): value is ConnectionDialect {
  return connectionDialects.some((dialect) => dialect === value);
}

const ports: Readonly<Record<ConnectionDialect, number>> = {
  mysql: 3306,
  mariadb: 3306,
  // The observer's own port. A proxy listens on 2883 by default and has to be named.
  oceanbase: 2881,
  oracle: 1521,
  'oceanbase-oracle': 2881,
};

/** The port of a server for which nobody named one. */
export function defaultPort(dialect: ConnectionDialect): number {
  return ports[dialect];
}
