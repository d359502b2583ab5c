/** Packets' bodies as bytes (MySQL Internals Manual, "Client/Server Protocol"). */

const capabilities = {
  longPassword: 0x1,
  connectWithDb: 0x8,
  localFiles: 0x80,
  protocol41: 0x200,
  ssl: 0x800,
  transactions: 0x2000,
  secureConnection: 0x8000,
  multiStatements: 0x10000,
  multiResults: 0x20000,
  pluginAuth: 0x80000,
};

/** The first packet of a server. */
export function greeting(version: string, authPlugin: string, hasTls: boolean): Buffer {
  const flags = Object.entries(capabilities)
    .filter(([name]) => name !== 'ssl' || hasTls)
    .reduce((sum, [, flag]) => sum | flag, 0);
  const low = Buffer.alloc(2);
  low.writeUInt16LE(flags & 0xffff);
  const high = Buffer.alloc(2);
  high.writeUInt16LE(flags >>> 16);
  return Buffer.concat([
    Buffer.from([10]),
    Buffer.from(`${version}\0`),
    Buffer.from([7, 0, 0, 0]),
    Buffer.from('12345678\0'),
    low,
    Buffer.from([45, 2, 0]),
    high,
    Buffer.from([21]),
    Buffer.alloc(10),
    Buffer.from('abcdefghijkl\0'),
    Buffer.from(`${authPlugin}\0`),
  ]);
}

/** A text column. */
export function columnDefinition(name: string): Buffer {
  // Character set 45 (utf8mb4), any length, type VAR_STRING.
  const fixed = Buffer.from([0x0c, 45, 0, 0, 0, 0, 1, 0xfd, 0, 0, 0, 0, 0]);
  return Buffer.concat([...['def', '', '', '', name, name].map(lengthCoded), fixed]);
}

/** Bytes with their length before them. */
export function lengthCoded(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([lengthOf(bytes.length), bytes]);
}

/** A length as the protocol writes it. */
export function lengthOf(length: number): Buffer {
  if (length < 251) return Buffer.from([length]);
  const wide =
    length < 0x10000
      ? ([0xfc, 2] as const)
      : length < 0x1000000
        ? ([0xfd, 3] as const)
        : ([0xfe, 8] as const);
  const bytes = Buffer.alloc(1 + wide[1]);
  bytes[0] = wide[0];
  if (wide[1] === 8) bytes.writeBigUInt64LE(BigInt(length), 1);
  else bytes.writeUIntLE(length, 1, wide[1]);
  return bytes;
}
