/**
 * What is kept of a connection: how to reach one server as one account, without any secret. Passwords and passphrases
 * live in the editor's secret storage under the connection's id (reliability.md F6 and §7).
 */
import type { ConnectionDialect } from './connectionDialect.ts';
import type { TlsMode } from './connectionTarget.ts';
import type { OracleAccess } from './oracleAccess.ts';

export const environments = ['development', 'test', 'production'] as const;

/** What the server is for; a policy hangs on it (production asks before it lets a run begin). */
export type Environment = (typeof environments)[number];

/** Encryption as it is kept: files by their paths, read when the connection is made. */
export interface TlsSettings {
  readonly mode: TlsMode;
  readonly caFile: string | null;
  /** This client's own certificate and its key: both or neither. */
  readonly certFile: string | null;
  readonly keyFile: string | null;
}

export const sshAuthentications = ['password', 'key', 'agent'] as const;

export type SshAuthentication = (typeof sshAuthentications)[number];

/** One SSH server as one account. */
export interface SshHop {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly auth: SshAuthentication;
  /** The private key; with `auth: 'key'` and only then. */
  readonly keyFile: string | null;
}

/** The SSH server that the database's host is reached from. */
export interface SshTunnel extends SshHop {
  /** The SSH server in front of it, where it can't be reached directly. */
  readonly jump: SshHop | null;
  /** Null: the account's own `~/.ssh/known_hosts`. */
  readonly knownHostsFile: string | null;
}

/** What connections of every dialect have. */
export interface ConnectionBase {
  /** Given once and never changed: tasks and secrets refer to it. */
  readonly id: string;
  readonly name: string;
  /** The group it is shown in; null for none. */
  readonly group: string | null;
  readonly environment: Environment;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly tls: TlsSettings;
  readonly ssh: SshTunnel | null;
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number;
}

/** Whatever is reached by host and port alone; an Oracle tenant of OceanBase is (its database is a schema). */
export interface MysqlFamilyConnection extends ConnectionBase {
  readonly dialect: Exclude<ConnectionDialect, 'oracle'>;
  /** The database that is opened; null to choose later. */
  readonly database: string | null;
}

export interface OracleConnection extends ConnectionBase {
  readonly dialect: 'oracle';
  /** The schema that is opened; null to choose later. */
  readonly database: string | null;
  /** With a descriptor or an alias, host and port are for people only. */
  readonly oracle: OracleAccess;
}

/** A dialect that needs other fields is one more member, told apart by `dialect`. */
export type Connection = MysqlFamilyConnection | OracleConnection;
