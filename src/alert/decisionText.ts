/** Why a channel was or was not told, for people: "why did this (not) notify me" has an answer (oms.md §8, rule 7). */
import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import type { DecisionReason } from './model/alert.ts';

const texts: Readonly<Record<DecisionReason, Phrase>> = {
  first: phrase`Told: it is new.`,
  repeat: phrase`Told again: it goes on.`,
  resolved: phrase`Told: it is over.`,
  digest: phrase`Told in a digest: there was more than the channel takes in a minute.`,
  resend: phrase`Sent again by hand.`,
  'channel-disabled': phrase`Not told: the channel is switched off.`,
  'level-too-low': phrase`Not told: its level is below the channel’s.`,
  'event-not-sent': phrase`Not told: events of this kind do not go to the channel.`,
  'own-channel': phrase`Not told: it is about this very channel.`,
  muted: phrase`Not told: it is muted.`,
  'quiet-hours': phrase`Waits for the end of the quiet hours.`,
  inhibited: phrase`Not told: a more serious alert of the same task or server is open.`,
  acknowledged: phrase`Not told: somebody has acknowledged it.`,
  snoozed: phrase`Not told: it is snoozed.`,
  'never-told': phrase`Not told that it is over: the channel never heard of it.`,
};

export function decisionText(why: DecisionReason): Phrase {
  return texts[why];
}
