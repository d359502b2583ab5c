import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Connection } from '../../src/connection/connection.ts';
import { exportConnections, importConnections } from '../../src/connection/connectionFile.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { connectionsOf } from './arbitraryConnection.ts';
import { sampleConnection } from './sampleConnection.ts';

/** The file's text with its envelope changed. */
function altered(change: Readonly<Record<string, unknown>>): string {
  const file: unknown = JSON.parse(exportConnections([sampleConnection()]));
  return JSON.stringify({ ...(file as object), ...change });
}

describe('connectionFile', () => {
  it('law: what was exported comes back, and the text is the same again', () => {
    fc.assert(
      fc.property(connectionsOf(5), (connections) => {
        const text = exportConnections(connections);
        assert.deepEqual(importConnections(text), connections);
        assert.equal(exportConnections(importConnections(text)), text);
      }),
    );
  });

  it('PR9 a secret that slipped into a connection ends the export', () => {
    const leaking: Connection = Object.assign(sampleConnection(), { password: 'canary' });
    assert.throws(
      () => exportConnections([sampleConnection({ id: 'c2' }), leaking]),
      (error) =>
        ShadowSyncError.is(error, 'usage') &&
        error.message.includes('Connection 2 of the file') &&
        error.message.includes('password') &&
        !error.message.includes('canary'),
    );
  });

  it('takes a byte order mark', () => {
    assert.equal(importConnections(`\u{feff}${exportConnections([sampleConnection()])}`).length, 1);
  });

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['no JSON', 'canary: {', /no JSON/],
    ['another format', '{"format":"other"}', /format/],
    ['a list', '[]', /format/],
    ['no version', altered({ version: null }), /no version/],
    ['a newer version', altered({ version: 2 }), /version 2.*knows version 1/],
    ['unknown fields of the file', altered({ canaryField: 1 }), /"canaryField"/],
    ['no list', altered({ connections: {} }), /no list/],
    ['too many', altered({ connections: new Array(10_001).fill(null) }), /more than 10000/],
    ['one id twice', altered({ connections: [sampleConnection(), sampleConnection()] }), /Connection 2.*id/],
    [
      'an unknown field of a connection',
      altered({ connections: [{ ...sampleConnection(), color: 'canary' }] }),
      /Connection 1 of the file.*color/,
    ],
    ['a wrong field', altered({ connections: [sampleConnection({ port: 0 })] }), /Connection 1.*port/],
    ['no record', altered({ connections: [7] }), /Connection 1/],
    ['too long a file', ' '.repeat(10_000_001), /longer than/],
  ];
  for (const [what, text, message] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => importConnections(text),
        (error) =>
          ShadowSyncError.is(error, 'usage') &&
          message.test(error.message) &&
          error.remedy !== null &&
          !/canary[^F]/.test(error.message),
      );
    });
  }
});
