/** The gate's tables of words: what may never stand outside quotes, and what may begin a clause. */
import { phrase } from '../../../schema/phrase.ts';
import type { Phrase } from '../../../schema/phrase.ts';

/**
 * Words that no statement of ours needs outside quotes, with what they would do. Refused everywhere, so that the rule does
 * not depend on how well the gate knows the grammar.
 */
export const FORBIDDEN_WORDS: ReadonlyMap<string, Phrase> = new Map([
  ...words(
    phrase`reads other tables`,
    'SELECT UNION INTERSECT MINUS EXCEPT XMLTABLE JSON_TABLE LATERAL MULTISET CLUSTER CLUSTERING XMLSCHEMA',
  ),
  ...words(phrase`reads other tables`, 'DBURITYPE XDBURITYPE'),
  ...words(
    phrase`moves rows to or from another table or file`,
    'EXCHANGE EXTERNAL HYBRID INSERT TRUNCATE SHRINK FLASHBACK ILM',
  ),
  ...words(phrase`renames`, 'RENAME'),
  ...words(phrase`points at another server`, 'HTTPURITYPE URIFACTORY'),
  ...words(phrase`points at a folder of the server`, 'BFILENAME'),
  ...words(phrase`takes from a sequence`, 'NEXTVAL CURRVAL'),
  ...words(phrase`runs a program`, 'INDEXTYPE'),
  ...words(phrase`is a statement of its own`, 'EXECUTE GRANT REVOKE'),
]);

/** What may follow the word that begins an ALTER TABLE's clause; `(` stands for itself, an empty text for the end. */
export const CLAUSES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['ADD', set('( CONSTRAINT CHECK PARTITION')],
  ['MODIFY', set('( LOB DEFAULT PARTITION')],
  ['MOVE', set('TABLESPACE LOB PARTITION SUBPARTITION')],
  ['DROP', set('( CONSTRAINT PRIMARY UNIQUE PARTITION')],
  ['SPLIT', set('PARTITION')],
  ['COALESCE', set('PARTITION')],
  ['SET', set('INTERVAL')],
  ['DEFAULT', set('COLLATION')],
  ['ROW', set('STORE')],
  ['COLUMN', set('STORE')],
  ['NO', set('INMEMORY')],
  ['ENABLE', set('ROW')],
  ['DISABLE', set('ROW')],
  ['RESULT_CACHE', set('(')],
  ['PARALLEL', new Set(['', 'number'])],
  ['INMEMORY', new Set(['', 'MEMCOMPRESS', 'PRIORITY', 'DISTRIBUTE', 'DUPLICATE', 'NO'])],
  ...['NOPARALLEL', 'NOCOMPRESS', 'LOGGING', 'NOLOGGING', 'CACHE', 'NOCACHE'].map(
    (word) => [word, new Set([''])] as const,
  ),
]);

/** Words that could begin another clause behind the first one. */
export const VERBS: ReadonlySet<string> = set('ADD MODIFY MOVE DROP SPLIT SET ALTER CREATE');

function words(what: Phrase, list: string): readonly (readonly [string, Phrase])[] {
  return list.split(' ').map((word) => [word, what] as const);
}

function set(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
