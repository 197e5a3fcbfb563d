import { LANGUAGE_NAMES, LANGUAGES } from '../../../../platform/i18n/languages.ts';
import { useSpeech } from '../words/customer-words.tsx';

/** Languages by their own names. */
export function LanguageSwitch() {
  const { language, words, switchTo } = useSpeech();
  return (
    <div role="group" aria-label={words.language} className="flex gap-2 self-center">
      {LANGUAGES.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          onClick={() => switchTo(one)}
          className="min-h-11 rounded-input px-3 text-n11 underline-offset-4 hover:underline aria-pressed:font-semibold aria-pressed:text-n12"
        >
          {LANGUAGE_NAMES[one]}
        </button>
      ))}
    </div>
  );
}
