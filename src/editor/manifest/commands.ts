/** Every command of the extension. */
import { comparisonCommands } from './comparisonCommands.ts';
import { connectionCommands } from './connectionCommands.ts';
import { generalCommands } from './generalCommands.ts';

export const commands = { ...connectionCommands, ...comparisonCommands, ...generalCommands };

export type CommandId = keyof typeof commands;
