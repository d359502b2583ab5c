/** Starts the alert details in their page. */
import { mountPanel } from '../panel/mountPanel.ts';
import { AlertDetailsPanel } from './alertDetailsPanel.ts';

mountPanel('shadow-alert-details', AlertDetailsPanel);
