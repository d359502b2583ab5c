/** Starts the task details in their page. */
import { connect } from '../transport.ts';
import { TaskDetailsPanel } from './taskDetailsPanel.ts';

document.getElementById('panel')?.append(new TaskDetailsPanel(connect()));
