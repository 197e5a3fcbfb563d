export { createSfu } from './sfu/sfu.ts';
export type { SfuOptions } from './sfu/sfu.ts';
export { MediaError } from './media-engine.ts';
export type {
  AnsweringLegRequest,
  LegEvents,
  MediaEngine,
  MediaErrorCode,
  MediaGauges,
  MediaLeg,
  MediaPath,
  Mouth,
  OfferingLegRequest,
  SoundName,
} from './media-engine.ts';
