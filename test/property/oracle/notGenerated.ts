/**
 * What Oracle has, the product knows, and no random table of the laws holds: why, and which golden pair has it instead
 * (test/golden/oracle), with statements that the grammar reads.
 */
export const notGenerated: readonly {
  readonly form: string;
  readonly why: string;
  readonly golden: string;
}[] = [
  {
    form: 'keys and indexes over columns with a collation of their own',
    why: 'the server makes them over a hidden NLSSORT expression, which nobody documents in full',
    golden: 'create-columns',
  },
  {
    form: 'VECTOR with arguments',
    why: 'the grammar has no brackets behind VECTOR (knownRejections.ts), and no statement could stand in',
    golden: 'create-vector',
  },
  {
    form: 'DEFAULT ON NULL FOR INSERT AND UPDATE',
    why: 'the grammar does not know it (knownRejections.ts), and no statement could stand in',
    golden: 'create-vector',
  },
  {
    form: 'ROWID, UROWID, BFILE, NCLOB, NCHAR, XMLTYPE and LONG RAW columns, and the parameters of LOBs',
    why: 'they go the way of the types that are generated; LOBs differ there in their tablespace only',
    golden: 'create-types',
  },
  {
    form: 'global partitioned and local indexes, INDEXING OFF, advanced compression of indexes',
    why: 'what a change of the partitions does to their partitions is not modelled',
    golden: 'create-interval',
  },
  {
    form: 'composite partitions but RANGE by LIST',
    why: 'no statement changes a list of them but ADD and DROP, which are the same for all',
    golden: 'create-composite',
  },
  {
    form: 'partitions that the server makes for rows (INTERVAL, AUTOMATIC, of a parent)',
    why: 'they are rows’ doing: the reader leaves them out (test/schema/oracle/readTable.test.ts)',
    golden: 'create-reference',
  },
  {
    form: 'tablespaces of subpartition templates, changed',
    why: 'no statement of ours changes a template: it is refused',
    golden: 'create-subpartition-storage',
  },
  {
    form: 'tablespaces of indexes',
    why: 'they are not read: an index is where the server puts it',
    golden: 'index-change',
  },
];
