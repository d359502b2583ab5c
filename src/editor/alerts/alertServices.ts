/** What the editor's parts are handed to work with alerts; src/extensionMain.ts builds it. */
import type { AlertCentre } from '../../alert/alertCentre.ts';
import type { AlertEngine } from '../../alert/alertEngine.ts';
import type { AlertStore } from '../../alert/alertPorts.ts';
import type { ChannelDesk } from '../../alert/channelDesk.ts';

export interface AlertServices {
  readonly centre: AlertCentre;
  readonly channels: ChannelDesk;
  readonly store: AlertStore;
  /** Of this window; it sends nothing before it is started, and then only while it holds the lease (W-07). */
  readonly engine: Pick<AlertEngine, 'start' | 'isHolder'>;
}
