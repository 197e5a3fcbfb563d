/** Front door of media. The port itself, `media-engine.ts`, is open to every domain that speaks to legs. */
export { createSfu } from './sfu/sfu.ts';
export type { MediaEngine } from './media-engine.ts';
export type { MediaRoom, RoomConsumer, RoomEngine, RoomProducer, RoomTransport } from './room-engine.ts';
export { createPrompts, type Prompts, type PromptsOptions } from './library/prompts.ts';
export type { PromptUse, Recording } from './library/prompt-service.ts';
export type { StoredPrompt } from './library/prompt-store.ts';
export { createSpeech, type SpeechOptions } from './speech/create-speech.ts';
export { type SpeechSynthesis, type Voice } from './speech/speech-synthesis.ts';
export { speechRefusal } from './speech/speech-refusal.ts';
export { AudioDesk } from './recordings/audio-desk.ts';
export { recordingBeep } from './recordings/beep-clip.ts';
export { measureRecording } from './recordings/measure-recording.ts';
export type { Envelope } from './recordings/audio-work.ts';
export { ObjectClips, type ClipObject } from './recordings/object-clips.ts';
export { Recorder, recordingContentType, type RecordedTrack, type RecordingGap } from './recordings/recorder.ts';
export { SpeechWatch } from './recordings/speech-watch.ts';
export { RecordingTicker } from './recordings/recording-ticker.ts';
export { readAll, trimSilence, type Trimmed } from './recordings/trim-silence.ts';
