/** The front door for whoever greets before the rest of the seal is there. */
export { toBase64Url } from '../bytes.ts';
export { newGreeting } from './greeting.ts';
