import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Point } from '../../state/live-view.ts';

interface WordsBoxProps {
  readonly at: Point;
  /** A step may stand without words. */
  readonly isOptional: boolean;
  /** undefined: given up. */
  readonly onDone: (text: string | undefined) => void;
}

/** Asks for the words of a note or a step, at its place. Enter keeps, Esc gives up. */
export function WordsBox({ at: [x, y], isOptional, onDone }: WordsBoxProps) {
  const { t } = useTranslation('support');
  const [text, setText] = useState('');
  const keep = (): void => onDone(text.trim() === '' && !isOptional ? undefined : text.trim());
  return (
    <form
      className="absolute z-10 w-60"
      style={{ left: `${String(Math.min(70, x * 100))}%`, top: `${String(Math.min(90, y * 100))}%` }}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <input
        // The pointer has just said where: the next thing is to write.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-label={t('draw.words')}
        placeholder={t('draw.words')}
        className="control"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone(undefined)}
        onBlur={keep}
      />
    </form>
  );
}
