/** The settings: read back from an older version's, refused where they can't be, and mutes that end. */
import assert from 'node:assert/strict';
import { readSettings } from '../../src/alert/model/readSettings.ts';
import { defaultSettings } from '../../src/alert/model/settings.ts';
import type { AlertSettings } from '../../src/alert/model/settings.ts';
import { AlertWorld, hour, start } from './alertWorld.ts';

describe('alert settings', () => {
  it('of before there were thresholds for OMS servers have ours', () => {
    const { oms, ...before } = defaultSettings;
    assert.deepEqual(readSettings(before).oms, oms);
    assert.deepEqual(readSettings(JSON.parse(JSON.stringify(defaultSettings))), defaultSettings);
  });

  const change = (oms: Partial<AlertSettings['oms']>): unknown => ({
    ...defaultSettings,
    oms: { ...defaultSettings.oms, ...oms },
  });
  const { thresholds } = defaultSettings.oms;
  const wrong: readonly (readonly [string, unknown, RegExp])[] = [
    ['no sample at all', change({ samples: 0 }), /oms[.]samples is no whole number from 1 to 100/],
    [
      'half a second',
      { ...defaultSettings, oms: { ...defaultSettings.oms, maxSampleAgeSeconds: 0.5 } },
      /oms/,
    ],
    [
      'a lower level that is stricter',
      change({ thresholds: { ...thresholds, LOW: { delaySeconds: 100, interruptionSeconds: 600 } } }),
      /A threshold of Medium is at least the one of High/,
    ],
    [
      'a level that is not protected',
      { ...defaultSettings, oms: { ...defaultSettings.oms, levelOfUnknown: 'IGNORE' } },
      /levelOfUnknown/,
    ],
  ];
  for (const [name, value, message] of wrong) {
    it(`refuses ${name}`, () => assert.throws(() => readSettings(value), message));
  }
});

describe('levels of single tasks', () => {
  it('are set, changed and taken back, and what others have stays', async () => {
    const centre = new AlertWorld().centre();
    await centre.setTaskLevel(['a', 'b'], 'LOW');
    await centre.setTaskLevel(['b', 'c'], 'IGNORE');
    assert.deepEqual((await centre.settings()).taskLevels, [
      { taskId: 'a', level: 'LOW' },
      { taskId: 'b', level: 'IGNORE' },
      { taskId: 'c', level: 'IGNORE' },
    ]);
    await centre.setTaskLevel(['a', 'c', 'd'], null);
    assert.deepEqual((await centre.settings()).taskLevels, [{ taskId: 'b', level: 'IGNORE' }]);
  });
});

describe('mutes', () => {
  it('an event or a tag, for ever or until a time to come; what is over goes with the next one', async () => {
    const centre = new AlertWorld().centre();
    const now = Date.parse(start);
    await centre.mute({ kind: 'tag', tag: 'night' }, now + hour, 'ada');
    const forever = await centre.mute({ kind: 'event', event: 'oms_sync_delay' }, null, 'ada');
    assert.deepEqual(
      (await centre.settings()).mutes.map(({ about, until }) => [about, until]),
      [
        [{ kind: 'tag', tag: 'night' }, now + hour],
        [{ kind: 'event', event: 'oms_sync_delay' }, null],
      ],
    );
    await assert.rejects(centre.mute({ kind: 'tag', tag: 'night' }, now, 'ada'), /over already/);
    await assert.rejects(centre.mute({ kind: 'tag', tag: '' }, null, 'ada'), /1 to 40 characters/);
    await centre.unmute(forever.id);
    assert.equal((await centre.settings()).mutes.length, 1);
  });
});
