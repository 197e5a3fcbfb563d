/** Front door of media. The port itself, `media-engine.ts`, is open to every domain that speaks to legs. */
export { createSfu } from './sfu/sfu.ts';
export type { MediaEngine } from './media-engine.ts';
export { AudioDesk } from './recordings/audio-desk.ts';
export { recordingBeep } from './recordings/beep-clip.ts';
export { measureRecording } from './recordings/measure-recording.ts';
export type { Envelope } from './recordings/audio-work.ts';
export { ObjectClips, type ClipObject } from './recordings/object-clips.ts';
export { Recorder, recordingContentType, type RecordedTrack, type RecordingGap } from './recordings/recorder.ts';
export { RecordingTicker } from './recordings/recording-ticker.ts';
export { readAll, trimSilence, type Trimmed } from './recordings/trim-silence.ts';
