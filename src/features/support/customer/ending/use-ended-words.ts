import { endedWords as german } from '../words/ended.de.ts';
import { endedWords as english } from '../words/ended.en.ts';
import { useSpeech } from '../words/customer-words.tsx';

const words = { de: german, en: english };

/** They come with the page of the end. */
export function useEndedWords(): typeof english {
  return words[useSpeech().language];
}
