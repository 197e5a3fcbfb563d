import { exchange as german } from '../words/exchange.de.ts';
import { exchange as english } from '../words/exchange.en.ts';
import { useSpeech } from '../words/customer-words.tsx';

const words = { de: german, en: english };

/** They come with what goes back and forth: many sessions need none of them. */
export function useExchangeWords(): typeof english {
  return words[useSpeech().language];
}
