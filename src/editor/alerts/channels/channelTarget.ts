/** Which alert channel a command is asked to work on; its arguments may be anything. Without `vscode`. */
import { readForeign } from '../../foreignValue.ts';

export interface ChannelTarget {
  readonly kind: 'alertChannel';
  readonly channelId: string;
}

const id = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** Null for what is not understood: then the command asks. */
export function channelIdOf([value]: readonly unknown[]): string | null {
  return readForeign(() => {
    if (typeof value !== 'object' || value === null || !('kind' in value) || !('channelId' in value))
      return null;
    const { kind, channelId } = value;
    return kind === 'alertChannel' && typeof channelId === 'string' && id.test(channelId) ? channelId : null;
  });
}
