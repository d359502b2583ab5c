import type { ComponentKind, MigrationComponent } from '../alert/oms/migrationServer.ts';
import { ForeignFields } from './foreignFields.ts';

/** The lists of DescribeProjectComponents (oms.md §5.4). */
const lists: readonly (readonly [string, ComponentKind])[] = [
  ['storeList', 'store'],
  ['fullImportComponents', 'full-import'],
  ['incrSyncComponents', 'incr-sync'],
  ['fullVerifyComponents', 'full-verify'],
  ['reverseStoreList', 'reverse-store'],
  ['reverseIncrSyncComponents', 'reverse-incr-sync'],
];

/** All components of a task, whatever list they stand in. */
export function readComponents(data: unknown): readonly MigrationComponent[] {
  const fields = new ForeignFields(data);
  return lists.flatMap(([name, kind]) => fields.list(name).map((value) => readComponent(value, kind)));
}

function readComponent(value: unknown, kind: ComponentKind): MigrationComponent {
  const fields = new ForeignFields(value);
  const detail = new ForeignFields(fields.list('errorDetails')[0]);
  return {
    kind,
    name: fields.text('name', 300) ?? kind,
    host: fields.text('ip', 255),
    status: fields.text('status', 100) ?? '',
    delaySeconds: fields.number('delay'),
    sampledAt: fields.seconds('checkpointSampleTimestamp') ?? fields.seconds('latelyHeartbeatTimeSec'),
    message: fields.text('errMsg') ?? detail.text('message'),
  };
}
