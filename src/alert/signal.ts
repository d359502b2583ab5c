/** What rules and watchers hand to the board: this is the case, or it is not (any more). */
import { english, phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import type { AlertSample, AlertSource } from './model/alert.ts';
import { sourceKey } from './model/alert.ts';
import { eventTitles } from './model/alertEvent.ts';
import type { AlertEvent, AlertLevel } from './model/alertEvent.ts';
import { maxSaid } from './model/readAlerts.ts';
import type { Observation } from './observation.ts';

export interface RaiseSignal {
  readonly kind: 'raise';
  readonly fingerprint: string;
  readonly event: AlertEvent;
  readonly level: AlertLevel;
  readonly source: AlertSource;
  readonly at: number;
  readonly message: Said;
  readonly outside: Said;
  readonly samples: readonly AlertSample[];
  /** Names the cause: the same one triggers once. Empty where there is nothing to tell one from the next by. */
  readonly evidence: string;
  /** Said again about the same cause. */
  readonly isRepeated: boolean;
}

export interface ResolveSignal {
  readonly kind: 'resolve';
  readonly fingerprint: string;
  readonly at: number;
  readonly how: 'recovered' | 'closed';
}

export type Signal = RaiseSignal | ResolveSignal;

/** `aspect` tells conditions of one event apart that come and go by themselves. */
export function fingerprintOf(source: AlertSource, event: AlertEvent, aspect: string): string {
  return [sourceKey(source), event, aspect].filter((part) => part !== '').join('/');
}

/** A watcher's own words may hold what a server said, so channels are told the kind of event and of what only (W2). */
export function signalOf(observation: Observation): Signal {
  const { fingerprint, event, source, at, samples, message } = observation;
  if (observation.kind === 'resolve') return { kind: 'resolve', fingerprint, at, how: observation.how };
  return {
    kind: 'raise',
    fingerprint,
    event,
    source,
    at,
    samples,
    message: bounded(message),
    outside: phrase`${eventTitles[event]}: ${sourceText(source)}.`,
    level: observation.level,
    evidence: '',
    isRepeated: observation.isRepeated,
  };
}

/** What an alert is about, for people. */
export function sourceText(source: AlertSource): Said {
  switch (source.kind) {
    case 'task':
      return ownTaskText(source);
    case 'channel':
      return phrase`channel ${source.channelName}`;
    case 'scheduler':
      return phrase`the scheduler of this computer`;
    case 'oms-server':
      return phrase`OMS server ${source.serverName}`;
    case 'oms-task':
      return phrase`task ${source.taskName} (${source.taskId}) on ${source.serverName}`;
  }
}

function ownTaskText(source: Extract<AlertSource, { readonly kind: 'task' }>): Said {
  const { taskId, taskName, connectionName, database } = source;
  return taskName === ''
    ? phrase`task ${taskId} on ${connectionName}, database ${database}`
    : phrase`task ${taskName} (${taskId}) on ${connectionName}, database ${database}`;
}

/** Servers may say much. */
export function bounded(message: Said): Said {
  if (typeof message === 'string')
    return message.length > maxSaid ? `${message.slice(0, maxSaid - 1)}…` : message;
  const text = english(message);
  return text.length > maxSaid ? `${text.slice(0, maxSaid - 1)}…` : message;
}
