/** Column types with their boundary values, as SQL; a server that does not know a type leaves it out. */
export interface BoundaryType {
  readonly sql: string;
  readonly values: readonly string[];
  /** Read as hexadecimal digits, because the text of the value may not be valid in the connection. */
  readonly isBytes?: true;
}

function integers(name: string, bits: bigint): readonly BoundaryType[] {
  const [low, high, top] = [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n, 2n ** bits - 1n].map(String);
  return [
    { sql: name, values: [low ?? '', '-1', '0', '1', high ?? ''] },
    { sql: `${name} unsigned`, values: ['0', '1', high ?? '', top ?? ''] },
  ];
}

function decimals(precision: number, scale: number): readonly BoundaryType[] {
  const whole = '9'.repeat(precision - scale) || '0';
  const most = scale === 0 ? whole : `${whole}.${'9'.repeat(scale)}`;
  const least = scale === 0 ? '1' : `0.${'0'.repeat(scale - 1)}1`;
  const name = `decimal(${String(precision)},${String(scale)})`;
  return [
    { sql: name, values: [most, `-${most}`, least, `-${least}`, '0'] },
    { sql: `${name} unsigned`, values: [most, least, '0'] },
  ];
}

const long = (length: number, unit: string): string => `repeat('${unit}', ${String(length)})`;

function texts(charset: string, wide: string): readonly BoundaryType[] {
  const of = (type: string, length: number): BoundaryType => ({
    sql: `${type} character set ${charset}`,
    values: ["''", "'a'", "' a'", "'12'", long(length, 'x'), long(length, wide)],
  });
  return [
    of('char(10)', 10),
    of('char(20)', 20),
    of('varchar(10)', 10),
    of('varchar(20)', 20),
    of('varchar(300)', 300),
    { ...of('varchar(21)', 21), values: ["'a '", "'a  '", long(21, wide)] },
  ];
}

const lobs: readonly BoundaryType[] = [
  { sql: 'tinytext', values: ["''", "'a '", long(255, 'x'), long(63, '😀')] },
  { sql: 'text', values: ["''", "'a '", long(65535, 'x'), long(16383, '😀')] },
  { sql: 'mediumtext', values: ["''", "'a '", long(70000, 'x')] },
  { sql: 'longtext', values: ["''", "'a '", long(70000, 'x')] },
  { sql: 'text character set latin1', values: ["'é'", long(65535, 'é')] },
  { sql: 'varchar(255) character set latin1', values: ["'é'", long(255, 'é')] },
  { sql: 'varchar(255) character set ascii', values: ["'e'", long(255, 'e')] },
  { sql: 'tinyblob', values: ["''", "x'00'", "x'ff20'", long(255, 'x')], isBytes: true },
  { sql: 'blob', values: ["''", "x'00'", long(65535, 'x')], isBytes: true },
  { sql: 'longblob', values: ["''", "x'00'", long(70000, 'x')], isBytes: true },
  { sql: 'binary(4)', values: ["''", "x'61'", "x'61626364'", "x'00000000'"], isBytes: true },
  { sql: 'binary(8)', values: ["''", "x'6100'", "x'6162636465666768'"], isBytes: true },
  { sql: 'varbinary(4)', values: ["''", "x'6100'", "x'61626364'"], isBytes: true },
  { sql: 'varbinary(8)', values: ["''", "x'6120'", "x'6162636465666768'"], isBytes: true },
  { sql: 'varbinary(255)', values: ["''", "x'6120'", long(255, 'x')], isBytes: true },
];

const times: readonly BoundaryType[] = [
  { sql: 'date', values: ["'1000-01-01'", "'9999-12-31'", "'2024-02-29'"] },
  ...[0, 3, 6].flatMap((digits): readonly BoundaryType[] => {
    const fraction = digits === 0 ? '' : `.${'9'.repeat(digits)}`;
    return [
      { sql: `time(${String(digits)})`, values: ["'-838:59:59'", "'838:59:59'", `'23:59:59${fraction}'`] },
      {
        sql: `datetime(${String(digits)})`,
        values: ["'1000-01-01 00:00:00'", `'9999-12-31 23:59:59${fraction}'`],
      },
      {
        sql: `timestamp(${String(digits)})`,
        values: ["'1970-01-02 00:00:01'", `'2038-01-18 03:14:06${fraction}'`],
      },
    ];
  }),
  { sql: 'year', values: ['1901', '2155', '0'] },
];

const members: readonly BoundaryType[] = [
  { sql: "enum('a','b')", values: ["'a'", "'b'"] },
  { sql: "enum('a','b','long member')", values: ["'a'", "'b'", "'long member'"] },
  { sql: "enum('b','a')", values: ["'a'", "'b'"] },
  { sql: "set('a','b')", values: ["''", "'a'", "'a,b'"] },
  { sql: "set('a','b','c')", values: ["''", "'a'", "'a,b,c'"] },
  { sql: "set('b','a')", values: ["''", "'a'", "'a,b'"] },
];

const others: readonly BoundaryType[] = [
  { sql: 'json', values: [`'{"a": 1}'`, `'[1, 2, "é"]'`, `'null'`, `'"x"'`] },
  {
    sql: 'uuid',
    values: ["'00000000-0000-0000-0000-000000000001'", "'ffffffff-ffff-ffff-ffff-ffffffffffff'"],
  },
  { sql: 'inet4', values: ["'0.0.0.0'", "'255.255.255.255'"] },
  { sql: 'inet6', values: ["'::'", "'ffff::ffff'"] },
  { sql: 'point', values: ["ST_GeomFromText('POINT(1 2)')"], isBytes: true },
  { sql: 'geometry', values: ["ST_GeomFromText('LINESTRING(1 2, 3 4)')"], isBytes: true },
  { sql: 'geometrycollection', values: ["ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2))')"], isBytes: true },
];

const floats: readonly BoundaryType[] = [
  { sql: 'float', values: ['0.1', '-3.402823e38', '16777216', '1.17549e-38'] },
  { sql: 'double', values: ['0.1', '1.7976931348623157e308', '9007199254740993', '-1e-300'] },
  { sql: 'float(7,2)', values: ['12345.67', '-99999.99', '0.1'] },
  { sql: 'float(9,2)', values: ['1234567.89', '0.1'] },
  { sql: 'float(9,4)', values: ['12345.6789', '0.1'] },
  { sql: 'double(10,2)', values: ['12345678.91', '0.1'] },
  { sql: 'double(12,2)', values: ['1234567890.12', '0.1'] },
  { sql: 'float unsigned', values: ['0.1', '16777216'] },
  { sql: 'double unsigned', values: ['0.1', '9007199254740993'] },
];

const bits: readonly BoundaryType[] = [1, 8, 9, 64].map((length) => ({
  sql: `bit(${String(length)})`,
  values: ["b'0'", "b'1'", `b'${'1'.repeat(length)}'`],
}));

export const boundaryTypes: readonly BoundaryType[] = [
  ...integers('tinyint', 8n),
  ...integers('smallint', 16n),
  ...integers('mediumint', 24n),
  ...integers('int', 32n),
  ...integers('bigint', 64n),
  ...decimals(5, 0),
  ...decimals(5, 2),
  ...decimals(9, 0),
  ...decimals(10, 0),
  ...decimals(10, 2),
  ...decimals(12, 2),
  ...decimals(12, 4),
  ...decimals(20, 0),
  ...decimals(22, 2),
  ...floats,
  ...bits,
  ...texts('latin1', 'é'),
  ...texts('utf8', 'é'),
  ...texts('utf8mb4', '😀'),
  ...lobs,
  ...times,
  ...members,
  ...others,
];
