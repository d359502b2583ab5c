/** Starts the task details in their page. */
import { mountPanel } from '../panel/mountPanel.ts';
import { TaskDetailsPanel } from './taskDetailsPanel.ts';

mountPanel('shadow-task-details', TaskDetailsPanel);
