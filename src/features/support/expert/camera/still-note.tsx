import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StillView } from '../../state/camera-view.ts';
import { useSession } from '../live-session-context.tsx';

/** A sentence about a still, told to the other experts with Enter and when the field is left; Escape takes back what was not told yet. */
export function StillNote({ still }: { readonly still: StillView }) {
  const { t } = useTranslation('support');
  const session = useSession();
  const [text, setText] = useState<string>();
  const keep = (): void => {
    if (text !== undefined && text.trim() !== still.note) session.noteStill(still.id, text.trim());
    setText(undefined);
  };
  return (
    <input
      className="control"
      aria-label={t('camera.note', { number: still.number })}
      placeholder={t('camera.notePlaceholder')}
      maxLength={2_000}
      value={text ?? still.note}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') keep();
        if (key === 'Escape') setText(undefined);
      }}
      onBlur={keep}
    />
  );
}
