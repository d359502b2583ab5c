/** Starts the approval processes in their page. */
import { mountPanel } from '../panel/mountPanel.ts';
import { ApprovalProcessesPanel } from './approvalProcessesPanel.ts';

mountPanel('shadow-approval-processes', ApprovalProcessesPanel);
