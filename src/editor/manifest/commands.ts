/** Every command of the extension. */
import { alertCommands } from './alertCommands.ts';
import { comparisonCommands } from './comparisonCommands.ts';
import { connectionCommands } from './connectionCommands.ts';
import { generalCommands } from './generalCommands.ts';
import { omsCommands } from './omsCommands.ts';
import { taskCommands } from './taskCommands.ts';

export const commands = {
  ...connectionCommands,
  ...comparisonCommands,
  ...taskCommands,
  ...alertCommands,
  ...omsCommands,
  ...generalCommands,
};

export type CommandId = keyof typeof commands;
