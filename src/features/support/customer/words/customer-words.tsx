import { createContext, useContext } from 'react';
import type { Language } from '../../../../platform/i18n/languages.ts';
import type { Words } from './customer.en.ts';

export interface Speech {
  readonly language: Language;
  readonly words: Words;
  readonly switchTo: (language: Language) => void;
}

/** The page's language. */
export const SpeechContext = createContext<Speech | undefined>(undefined);

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('there is no SpeechContext around this component');
  return speech;
}

export function useWords(): Words {
  return useSpeech().words;
}
