/** Front door of media. The port itself, `media-engine.ts`, is open to every domain that speaks to legs. */
export { createSfu } from './sfu/sfu.ts';
export type { MediaEngine } from './media-engine.ts';
