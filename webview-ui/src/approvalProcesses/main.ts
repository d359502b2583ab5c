/** Starts the approval processes in their page. */
import { connect } from '../transport.ts';
import { ApprovalProcessesPanel } from './approvalProcessesPanel.ts';

document.getElementById('panel')?.append(new ApprovalProcessesPanel(connect()));
