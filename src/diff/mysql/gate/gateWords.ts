/** The gate's tables of words: what may never stand outside quotes, and what may begin a clause. */
import { phrase, type Phrase } from '../../../schema/phrase.ts';

/**
 * Words that no statement of ours needs outside quotes, with what they would do. Some of them only matter in one place
 * of the grammar; refusing them everywhere keeps the rule independent of how well the gate knows the grammar.
 */
export const FORBIDDEN_WORDS: ReadonlyMap<string, Phrase> = new Map([
  ...words(phrase`reads other tables`, 'SELECT UNION EXCEPT INTERSECT MINUS LATERAL JSON_TABLE'),
  ...words(
    phrase`moves rows to or from another table or file`,
    'EXCHANGE DISCARD IMPORT OUTFILE DUMPFILE INFILE LOAD HANDLER',
  ),
  ...words(phrase`renames`, 'RENAME'),
  ...words(phrase`drops rows that do not fit`, 'IGNORE'),
  ...words(phrase`points at another server`, 'CONNECTION SERVER'),
  ...words(phrase`points at a folder of the server`, 'DIRECTORY'),
  ...words(phrase`sorts the rows instead of changing the structure`, 'ORDER'),
  ...words(phrase`leaves a transaction open`, 'TRANSACTION'),
  ...words(phrase`takes from a sequence`, 'NEXTVAL LASTVAL SETVAL CURRVAL NEXT PREVIOUS SEQUENCE'),
  ...words(phrase`reads a file of the server`, 'LOAD_FILE'),
  ...words(phrase`holds the server up`, 'SLEEP BENCHMARK MASTER_POS_WAIT MASTER_GTID_WAIT SOURCE_POS_WAIT'),
  ...words(phrase`holds the server up`, 'WAIT_FOR_EXECUTED_GTID_SET WAIT_UNTIL_SQL_THREAD_AFTER_GTIDS'),
  ...words(phrase`touches locks`, 'GET_LOCK RELEASE_LOCK RELEASE_ALL_LOCKS IS_FREE_LOCK IS_USED_LOCK'),
  ...words(phrase`runs a program`, 'SYS_EXEC SYS_EVAL SYS_GET SYS_SET SYS_BINEVAL'),
  ...words(
    phrase`is a statement of its own`,
    'CALL EXECUTE PREPARE GRANT REVOKE PROCEDURE TRIGGER EVENT VIEW',
  ),
]);

/**
 * Engines that keep rows in the table itself. An allow list: FEDERATED, CONNECT, SPIDER, S3, OQGRAPH, SPHINX and MERGE
 * (MRG_MYISAM) reach other servers, files or tables, and the next such engine would be missing from a deny list.
 * BLACKHOLE is in it: it keeps nothing, but reaches nothing either; that rows are lost is a finding (SS114).
 */
export const LOCAL_ENGINES: ReadonlySet<string> = new Set([
  'INNODB',
  'MYISAM',
  'ARIA',
  'MEMORY',
  'HEAP',
  'ARCHIVE',
  'CSV',
  'BLACKHOLE',
  'ROCKSDB',
  'TOKUDB',
  'XTRADB',
  'NDB',
  'NDBCLUSTER',
  'COLUMNSTORE',
  'MROONGA',
  'OCEANBASE',
]);

/** What may follow the verb that begins a clause of ALTER TABLE. `name` stands for a quoted name, `(` for itself. */
export const CLAUSE_VERBS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'ADD',
    set(
      'name COLUMN INDEX KEY UNIQUE FULLTEXT SPATIAL VECTOR PRIMARY CONSTRAINT FOREIGN CHECK PARTITION PERIOD',
    ),
  ],
  [
    'DROP',
    set('name COLUMN INDEX KEY PRIMARY FOREIGN CONSTRAINT CHECK PARTITION SUBPARTITION PERIOD TABLEGROUP'),
  ],
  ['MODIFY', set('name COLUMN')],
  ['CHANGE', set('name COLUMN')],
  ['ALTER', set('name COLUMN INDEX KEY CHECK CONSTRAINT')],
  ['PARTITION', set('BY')],
  ['REMOVE', set('PARTITIONING')],
  ['REORGANIZE', set('PARTITION')],
  ['COALESCE', set('PARTITION')],
]);

/** Verbs that, outside a clause's beginning, could only be a statement that the gate does not know. */
export const CLAUSE_ONLY_VERBS: ReadonlySet<string> = set('DROP ALTER MODIFY CHANGE REORGANIZE CREATE');

/** Table options that are written without an equals sign. Any other option needs one to be taken for an option. */
export const BARE_OPTIONS: ReadonlySet<string> = set(
  'DEFAULT CHARACTER CHARSET COLLATE COMMENT TABLESPACE TABLEGROUP ENGINE ALGORITHM LOCK ROW_FORMAT KEY_BLOCK_SIZE',
);

/** After these words a quoted name is the name of a thing, so the bracket behind it opens that thing's definition. */
export const NAMING_WORDS: ReadonlySet<string> = set(
  'KEY INDEX UNIQUE FULLTEXT SPATIAL VECTOR PARTITION SUBPARTITION FOR REFERENCES',
);

/** After these words, with or without a name, a bracket holds key parts: names with a length each, or expressions. */
export const KEY_WORDS: ReadonlySet<string> = set('KEY INDEX UNIQUE FULLTEXT SPATIAL VECTOR REFERENCES');

/** MariaDB's names of its own compatibility schemas, printed before functions that behave as in another dialect. */
export const FUNCTION_SCHEMAS: ReadonlySet<string> = set('ORACLE_SCHEMA MARIADB_SCHEMA MAXDB_SCHEMA');

function words(what: Phrase, list: string): readonly (readonly [string, Phrase])[] {
  return list.split(' ').map((word) => [word, what] as const);
}

function set(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
