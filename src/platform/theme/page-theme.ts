import { Theme } from './theme.ts';

/** The page's theme. Importing this file puts it in force. */
export const theme = new Theme(matchMedia('(prefers-color-scheme: dark)'));
