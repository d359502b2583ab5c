/** Which session variables our two kinds of session need, and why. */
import type { Pin } from './sessionPins.ts';

/** What both kinds need: the same texts in and out, whatever the server's or the account's defaults are. */
const common: readonly Pin[] = [
  // Names and comments arrive and leave as they are.
  { name: 'character_set_client', value: 'utf8mb4', need: 'must' },
  { name: 'character_set_connection', value: 'utf8mb4', need: 'must' },
  { name: 'character_set_results', value: 'utf8mb4', need: 'must' },
  // The only utf8mb4 collation that every server of the family has had from the start.
  { name: 'collation_connection', value: 'utf8mb4_general_ci', need: 'must' },
  // Without it a name is printed bare, and a name such as `a b` could not be told from two words.
  { name: 'sql_quote_show_create', value: 'ON', need: 'must' },
  // The default of a TIMESTAMP column is stored in UTC and printed and read in the session's zone.
  { name: 'time_zone', value: '+00:00', need: 'must' },
  // A session that was left in a transaction reads the past.
  { name: 'autocommit', value: 'ON', need: 'must' },
  // Otherwise a TIMESTAMP column that says nothing gets NOT NULL and ON UPDATE. Read-only in MySQL 5.6 and 5.7. Both
  // kinds of session have it, so that the facts say what is in force where statements run.
  { name: 'explicit_defaults_for_timestamp', value: 'ON', need: 'wish' },
  // Cuts every answer, also the ones on metadata and on these variables.
  { name: 'sql_select_limit', value: '18446744073709551615', need: 'must' },
  // Switches that change what SHOW CREATE TABLE prints (MySQL 5.6, 5.7 and 8.0 manuals, "Server System Variables").
  { name: 'show_old_temporals', value: 'OFF', need: 'wish' },
  { name: 'show_create_table_verbosity', value: 'OFF', need: 'wish' },
  { name: 'show_create_table_skip_secondary_engine', value: 'OFF', need: 'wish' },
  { name: 'show_gipk_in_create_table_and_information_schema', value: 'ON', need: 'wish' },
];

/** The sessions that read. */
export const readingPins: readonly Pin[] = [
  ...common,
  // ANSI_QUOTES, ORACLE, NO_TABLE_OPTIONS, NO_FIELD_OPTIONS and others change or cut SHOW CREATE TABLE (§1.7), and
  // under NO_BACKSLASH_ESCAPES the driver's escaping of values is open to injection. None of the modes is needed here.
  { name: 'sql_mode', value: '', need: 'must' },
  // A table that is being altered fails alone after this, instead of holding up the whole reading.
  { name: 'lock_wait_timeout', value: '10', need: 'must' },
];

/** Seconds that a statement waits for a metadata lock; behind it, every other session's query on the table waits too (§2). */
export const lockWaitSeconds = 5;

/** Seconds after which the server ends a session that says nothing: so long a suspended process keeps its lock (§2). */
export const idleSeconds = 60;

const ddlModes = [
  // A value that no longer fits stops the statement; without them it is cut silently (error 1265, §2, P-05).
  'STRICT_ALL_TABLES',
  'STRICT_TRANS_TABLES',
  // Otherwise a table whose engine is not there comes into being with another engine.
  'NO_ENGINE_SUBSTITUTION',
  // A row that holds 0 in its AUTO_INCREMENT column keeps it when the table is copied.
  'NO_AUTO_VALUE_ON_ZERO',
  // Defaults and rows such as '2020-02-31' of the source can be made again. For the same reason NO_ZERO_DATE and
  // NO_ZERO_IN_DATE are missing; and ERROR_FOR_DIVISION_BY_ZERO, because a generated column may divide by a column.
  'ALLOW_INVALID_DATES',
];

/**
 * What a script says before its statements, so that they mean in somebody's client what they mean in ours: its text is
 * UTF-8, a default such as '0000-00-00' is taken (1067 under MySQL's own modes), and a TIMESTAMP's default is in UTC. Only
 * settings that every account may change: a refused SET would end the script.
 */
export const scriptSession: readonly string[] = [
  'SET NAMES utf8mb4',
  `SET SESSION sql_mode = '${ddlModes.join(',')}'`,
  "SET SESSION time_zone = '+00:00'",
];

/** The sessions that change shadow tables. `foreign_key_checks` stays as the server has it (R8). */
export const ddlPins: readonly Pin[] = [
  ...common,
  { name: 'sql_mode', value: ddlModes.join(','), need: 'must' },
  { name: 'lock_wait_timeout', value: String(lockWaitSeconds), need: 'must' },
  { name: 'wait_timeout', value: String(idleSeconds), need: 'must' },
  { name: 'innodb_lock_wait_timeout', value: String(lockWaitSeconds), need: 'wish' },
  // The source's ROW_FORMAT and KEY_BLOCK_SIZE are made again as they are printed, also where they have no effect.
  { name: 'innodb_strict_mode', value: 'OFF', need: 'wish' },
  // Otherwise a table without a primary key gets a column that the source does not have (MySQL 8.0.30).
  { name: 'sql_generate_invisible_primary_key', value: 'OFF', need: 'wish' },
  // The source has foreign keys to a part of a key, or to one with duplicates, from before MySQL 8.4 refused them (6125).
  { name: 'restrict_fk_on_non_standard_key', value: 'OFF', need: 'wish' },
  // A character set that is named without a collation means the one that the facts say.
  { name: 'default_collation_for_utf8mb4', value: 'utf8mb4_0900_ai_ci', need: 'wish' },
  // MariaDB: the server chooses how it alters; a check that is added is also checked; time limits are ours.
  { name: 'alter_algorithm', value: 'DEFAULT', need: 'wish' },
  { name: 'check_constraint_checks', value: 'ON', need: 'wish' },
  { name: 'max_statement_time', value: '0.000000', need: 'wish' },
  // OceanBase: microseconds; its default of 10 s ends long DDL. The watchdog is the limit.
  { name: 'ob_query_timeout', value: '86400000000', need: 'wish' },
  { name: 'ob_trx_timeout', value: '86400000000', need: 'wish' },
];
