/** What the guides say of the product and the product says of itself: both have to say the same. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { templateFields } from '../../src/alert/channels/template.ts';
import { alertEvents, alertLevels } from '../../src/alert/model/alertEvent.ts';
import { readSettings } from '../../src/alert/model/readSettings.ts';
import { defaultSettings } from '../../src/alert/model/settings.ts';
import { defaultMigrationAlertRules } from '../../src/alert/oms/alertRules.ts';
import { sendingStatusTitles } from '../../src/alert/sendingStatus.ts';
import type { CommandSpec } from '../../src/editor/manifest/commandSpec.ts';
import { commands } from '../../src/editor/manifest/commands.ts';
import { settings } from '../../src/editor/manifest/settings.ts';
import { english } from '../../src/schema/phrase.ts';
import { readProcesses } from '../../src/task/approval/approvalProcess.ts';
import { stateNames } from '../../src/task/state/taskState.ts';

const docs = join(import.meta.dirname, '../../docs');

/** What stands below a heading, up to the next one of its kind. */
function section(page: string, heading: string): string {
  const [, text = ''] = readFileSync(join(docs, page), 'utf8').split(`\n## ${heading}\n`);
  const [own = ''] = text.split('\n## ');
  assert.notEqual(own.trim(), '', `${page} has no ${heading}`);
  return own;
}

/** The cells of all tables in the text, line by line. */
function rows(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(/^\| (.+) \|$/gm)].map(([, row = '']) =>
    row.split(' | ').map((cell) => cell.trim()),
  );
}

function example(page: string, heading: string): unknown {
  const [, json = ''] = /```json\n([\s\S]+?)\n```/.exec(section(page, heading)) ?? [];
  return JSON.parse(json);
}

/** `ctrl+alt+enter` → `Ctrl+Alt+Enter`. */
function shownKey(key: string): string {
  return key.replaceAll(/(^|\+)(\w)/g, (_, plus: string, letter: string) => plus + letter.toUpperCase());
}

describe('facts in the guides', () => {
  it('editor.md: the default of each setting', () => {
    const shown = new Map(rows(section('editor.md', 'Settings')).map(([name, value]) => [name, value]));
    for (const [name, { default: value }] of Object.entries(settings)) {
      assert.equal(shown.get(`\`${name}\``)?.replaceAll('`', ''), String(value), name);
    }
  });

  it('editor.md: no command that there is not', () => {
    const titles = new Set(Object.values<CommandSpec>(commands).map(({ title }) => title.en));
    const named = ['Commands', 'Tasks', 'Alerts'].flatMap((heading) =>
      rows(section('editor.md', heading)).flatMap(([names = '']) => names.split(', ')),
    );
    assert.ok(named.length > 80, String(named.length));
    const isRule = (name: string): boolean => /^(-+|command)$/.test(name);
    assert.deepEqual(
      named.filter((name) => !titles.has(name) && !isRule(name)),
      [],
    );
  });

  it('editor.md: the keys of the commands', () => {
    const shown = rows(section('editor.md', 'Keys')).map(([key = '', , does = '']) => `${does}: ${key}`);
    const own = Object.values<CommandSpec>(commands).flatMap(({ title, key }) => {
      if (key === undefined) return [];
      const mac = key.mac === undefined ? '' : ` (macOS ${shownKey(key.mac)})`;
      return [`${title.en}: ${shownKey(key.key)}${mac}`];
    });
    assert.ok(own.length > 2);
    assert.deepEqual(
      own.filter((line) => !shown.includes(line)),
      [],
    );
  });

  it('tasks.md: every status, and no other', () => {
    const [list = ''] = section('tasks.md', 'States').trim().split('.');
    const shown = list.split(/→|,|;\s+and|;/).map((name) => name.replaceAll(/\s+/g, ' ').trim());
    assert.deepEqual(shown.sort(), Object.values(stateNames).map(english).sort());
  });

  it('tasks.md: an approval process that is taken as it stands', () => {
    assert.equal(readProcesses(example('tasks.md', 'Approval')).length, 1);
  });

  it('alerts.md: every event, and no other', () => {
    const shown = rows(section('alerts.md', 'Events')).flatMap(([events = '']) => {
      return [...events.matchAll(/`(\w+)`/g)].map(([, event = '']) => event);
    });
    assert.deepEqual(shown.sort(), [...alertEvents].sort());
  });

  it('alerts.md: the sending statuses', () => {
    const text = section('alerts.md', 'Life and sending status').replaceAll(/\s+/g, ' ');
    for (const title of Object.values(sendingStatusTitles)) assert.ok(text.includes(`_${english(title)}_`));
  });

  it('alerts.md: what a text of a channel may have, and no more', () => {
    const shown = [...section('alerts.md', 'Channels').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
    const own = Object.values(templateFields).flatMap(({ names }) => names);
    assert.deepEqual([...new Set(shown)].sort(), [...new Set(own)].sort());
  });

  it('alerts.md: settings that are taken as they stand', () => {
    const given = example('alerts.md', 'Without an editor');
    assert.ok(typeof given === 'object' && given !== null);
    const read = readSettings({ ...defaultSettings, ...given });
    assert.deepEqual({ ...read, ...given }, read);
    assert.equal(read.mutes.length, 2);
  });

  it('oms.md: when a task is late or interrupted', () => {
    const shown = rows(section('oms.md', 'Alerts')).map((cells) => cells.join(' '));
    for (const level of alertLevels) {
      const { delaySeconds, interruptionSeconds } = defaultMigrationAlertRules.thresholds[level];
      const line = new RegExp(
        `^${level}\\b.* ${String(delaySeconds)} s ${String(interruptionSeconds)} s$`,
        'i',
      );
      assert.ok(
        shown.some((row) => line.test(row)),
        level,
      );
    }
  });
});
