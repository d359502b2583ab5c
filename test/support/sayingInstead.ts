import type { SchemaReader } from '../../src/shadow/schemaReader.ts';

/**
 * The product's own reader, but for one table the server seems to have said something else: what a later version or a
 * hostile server would say. Takes the table's name and what becomes of its SHOW CREATE TABLE.
 */
export function sayingInstead(
  reader: SchemaReader,
  table: string,
  change: (text: string) => string,
): SchemaReader {
  return {
    listTables: (...args) => reader.listTables(...args),
    readFacts: (...args) => reader.readFacts(...args),
    readTriggers: (...args) => reader.readTriggers(...args),
    glanceIncomingKeys: async (...args) => (await reader.glanceIncomingKeys?.(...args)) ?? null,
    readIncomingKeys: (...args) => reader.readIncomingKeys(...args),
    readConstraintNames: async (...args) => (await reader.readConstraintNames?.(...args)) ?? [],
    readTables: (names, signal, onProgress, digest) =>
      reader.readTables(names, signal, onProgress, (definition, name) => {
        const { text } = definition as { readonly text: string };
        const said = name.table === table ? { text: change(text) } : definition;
        return digest === undefined ? said : digest(said, name);
      }),
  };
}
