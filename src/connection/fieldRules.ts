/** What the texts of a kept connection may be like, whatever kind of server it is for. */
import { phrase } from '../schema/phrase.ts';
import type { TextRule } from './fieldReader.ts';
import { isHost } from './host.ts';

/** Control, line-ending, direction-changing and half characters: a name with them looks like something else (U3). */
const unshowable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

export const id: TextRule = {
  accepts: (text) => /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(text),
  cause: phrase`has other characters than letters, digits, - and _, or more than 64`,
  remedy: phrase`Leave the making of the id to the program.`,
};

export const label: TextRule = {
  accepts: (text) => text !== '' && text.trim() === text && [...text].length <= 100 && !unshowable.test(text),
  cause: phrase`is empty, longer than 100 characters, begins or ends with a space or has invisible characters`,
  remedy: phrase`Give it a short name.`,
};

export const host: TextRule = {
  accepts: (text) => isHost(text) && text.length <= 255,
  cause: phrase`is no host name and no IP address`,
  remedy: phrase`Give the bare name or address, without port, user, brackets and mysql://.`,
};

export const account: TextRule = {
  accepts: (text) => text !== '' && text.length <= 255 && !unshowable.test(text),
  cause: phrase`is empty, longer than 255 characters or has invisible characters`,
  remedy: phrase`Give the account's name as the server knows it.`,
};

export const database: TextRule = {
  accepts: (text) => text !== '' && text.length <= 255 && !text.includes('\0'),
  cause: phrase`is empty, longer than 255 characters or has a NUL character`,
  remedy: phrase`Give the database's name, or none to choose it later.`,
};

/** Absolute: what a relative path starts from differs from window to window. */
export const file: TextRule = {
  accepts: (text) => /^(\/|~[/\\]|[A-Za-z]:[/\\]|\\\\)[^\0]+$/.test(text) && text.length <= 4096,
  cause: phrase`is no absolute path`,
  remedy: phrase`Give the whole path of the file; ~/ may stand for the home folder.`,
};

export const maxPort = 65_535;
