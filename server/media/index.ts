/** Front door of media. The port itself, `media-engine.ts`, is open to every domain that speaks to legs. */
export { createSfu } from './sfu/sfu.ts';
export type { MediaEngine } from './media-engine.ts';
export { createPrompts, type Prompts, type PromptsOptions } from './library/prompts.ts';
export type { PromptUse, Recording } from './library/prompt-service.ts';
export type { StoredPrompt } from './library/prompt-store.ts';
export { createSpeech, type SpeechOptions } from './speech/create-speech.ts';
export { SpeechError, type SpeechSynthesis, type Voice } from './speech/speech-synthesis.ts';
