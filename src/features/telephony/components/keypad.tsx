import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;
const letters: Readonly<Record<string, string>> = {
  2: 'ABC',
  3: 'DEF',
  4: 'GHI',
  5: 'JKL',
  6: 'MNO',
  7: 'PQRS',
  8: 'TUV',
  9: 'WXYZ',
  0: '+',
};
const shownKeys = 24;

/** The twelve keys of a telephone; while it is open, the keyboard's digits press them too. */
export function Keypad({ onPress }: { onPress: (key: string) => void }) {
  const { t } = useTranslation('telephony');
  const [pressed, setPressed] = useState('');
  const press = (key: string): void => {
    setPressed((before) => (before + key).slice(-shownKeys));
    onPress(key);
  };
  const pressLatest = useEffectEvent(press);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (
        event.defaultPrevented ||
        isTyping ||
        event.repeat ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        !/^[0-9*#]$/.test(event.key)
      )
        return;
      event.preventDefault();
      pressLatest(event.key);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <div role="group" aria-label={t('keypad.title')} className="mt-3 flex flex-col items-center gap-2 border-t pt-3">
      <output aria-label={t('keypad.sent', { keys: pressed })} className="h-7 text-title tracking-widest tabular-nums">
        {pressed}
      </output>
      <div className="grid grid-cols-3 gap-2">
        {keys.map((key) => (
          <button
            key={key}
            type="button"
            aria-label={key}
            aria-keyshortcuts={key === '#' ? undefined : key}
            onClick={() => press(key)}
            className="flex h-12 w-18 flex-col items-center justify-center rounded-card border border-n7 bg-surface text-title transition-colors hover:bg-n3 active:bg-n5"
          >
            {key}
            {/* Drawn by the style sheet: as text it would contradict the button's name, which is the key (WCAG 2.5.3). */}
            <span
              aria-hidden
              data-letters={letters[key] ?? ''}
              className="h-3 text-[10px] leading-3 tracking-wider text-n11 before:content-[attr(data-letters)]"
            />
          </button>
        ))}
      </div>
    </div>
  );
}
