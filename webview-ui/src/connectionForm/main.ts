/** Starts the connection form in its page. */
import { mountPanel } from '../panel/mountPanel.ts';
import { ConnectionFormPanel } from './connectionFormPanel.ts';

mountPanel('shadow-connection-form', ConnectionFormPanel);
