/** `npm start`: sets everything up, then runs the product. */
import { pinnedNode } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { become } from './run.mjs';
import { serverEnvironment, serverFlags } from './server-flags.mjs';

const env = await prepare();
become(pinnedNode, [...serverFlags, 'server/main.ts'], { ...serverEnvironment, ...env });
