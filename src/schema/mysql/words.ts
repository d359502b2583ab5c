/**
 * Words in upper case, each as one and the same string, so that the parser may compare them with `===` at the price of a
 * pointer and nothing is allocated for words that were seen before.
 */

const slotCount = 4096;
/** A hostile text may hold any number of words; the table takes no more than this. */
const maxWords = 2048;
const maxWordLength = 64;
const slots: (string | undefined)[] = new Array<string | undefined>(slotCount).fill(undefined);
let wordCount = 0;

/** One step of a word's hash, which does not tell upper from lower case. Begins with 0. */
export function hashStep(hash: number, code: number): number {
  return (Math.imul(hash, 31) + (code | 0x20)) | 0;
}

/**
 * The word text[start, end) in ASCII upper case; `hash` is what `hashStep` made of its codes. Words with other characters
 * come back as they are.
 */
export function internWord(text: string, start: number, end: number, hash: number): string {
  let slot = slotOf(hash);
  for (let known = slots[slot]; known !== undefined; known = slots[slot]) {
    if (sameWord(known, text, start, end)) return known;
    slot = (slot + 1) & (slotCount - 1);
  }
  const written = text.slice(start, end);
  // eslint-disable-next-line no-control-regex -- exactly ASCII
  const word = /^[\x00-\x7f]*$/.test(written) ? written.toUpperCase() : written;
  if (wordCount < maxWords && word.length <= maxWordLength && word !== '') {
    slots[slot] = word;
    wordCount++;
  }
  return word;
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 12)) & (slotCount - 1);
}

function sameWord(known: string, text: string, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    const upper = code >= 0x61 && code <= 0x7a ? code - 32 : code;
    if (known.charCodeAt(i - start) !== upper) return false;
  }
  return true;
}

/** The words that the parser asks for come from this file's own literals, which engines compare fastest. */
const usual = [
  'CREATE',
  'TABLE',
  'NOT',
  'NULL',
  'DEFAULT',
  'COMMENT',
  'CHARACTER',
  'SET',
  'COLLATE',
  'AUTO_INCREMENT',
  'ON',
  'UPDATE',
  'DELETE',
  'CASCADE',
  'RESTRICT',
  'NO',
  'ACTION',
  'CURRENT_TIMESTAMP',
  'GENERATED',
  'ALWAYS',
  'AS',
  'VIRTUAL',
  'STORED',
  'UNSIGNED',
  'ZEROFILL',
  'PRIMARY',
  'UNIQUE',
  'KEY',
  'FULLTEXT',
  'SPATIAL',
  'VECTOR',
  'INDEX',
  'CONSTRAINT',
  'FOREIGN',
  'REFERENCES',
  'CHECK',
  'USING',
  'BTREE',
  'HASH',
  'ENGINE',
  'INNODB',
  'CHARSET',
  'ROW_FORMAT',
  'INVISIBLE',
  'PARTITION',
  'BY',
  'RANGE',
  'LIST',
  'COLUMNS',
  'PARTITIONS',
  'VALUES',
  'LESS',
  'THAN',
  'MAXVALUE',
  'IN',
  'SUBPARTITION',
  'INT',
  'BIGINT',
  'TINYINT',
  'SMALLINT',
  'MEDIUMINT',
  'VARCHAR',
  'CHAR',
  'TEXT',
  'MEDIUMTEXT',
  'LONGTEXT',
  'TINYTEXT',
  'DECIMAL',
  'DOUBLE',
  'FLOAT',
  'DATETIME',
  'TIMESTAMP',
  'DATE',
  'TIME',
  'YEAR',
  'ENUM',
  'BIT',
  'BLOB',
  'JSON',
  'BINARY',
  'VARBINARY',
  'DESC',
  'WITH',
  'PARSER',
  'LOCAL',
  'GLOBAL',
  'BLOCK_SIZE',
  'KEY_BLOCK_SIZE',
  'IGNORED',
];
for (const word of usual) {
  let hash = 0;
  for (let i = 0; i < word.length; i++) hash = hashStep(hash, word.charCodeAt(i));
  let slot = slotOf(hash);
  while (slots[slot] !== undefined) slot = (slot + 1) & (slotCount - 1);
  slots[slot] = word;
  wordCount++;
}
