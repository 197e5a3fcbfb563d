import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { VoicemailBox } from '../../../../../protocol/telephony/voicemail.ts';
import { useTelephony } from '../telephony-context.ts';

/** Which box is looked at, each with the number of its new messages. Nothing for who has only their own. */
export function BoxFilter() {
  const { t } = useTranslation('voicemail');
  const { voicemail } = useTelephony();
  const boxes = useStore(voicemail.view, (view) => view.boxes);
  const shownId = useStore(voicemail.view, (view) => view.boxId);
  const newCount = useStore(voicemail.view, (view) => view.newCount);
  if (boxes.length < 2) return null;
  const nameOf = (box: VoicemailBox): string => (box.isShared ? box.name : t('boxes.own'));
  const entries = [
    { id: undefined, name: t('boxes.all'), count: newCount },
    ...boxes.map((box) => ({ id: box.id, name: nameOf(box), count: box.newCount })),
  ];
  return (
    <div role="group" aria-label={t('boxes.label')} className="flex flex-wrap gap-1">
      {entries.map(({ id, name, count }) => (
        <button
          key={id ?? ''}
          type="button"
          aria-pressed={id === shownId}
          onClick={() => void voicemail.showBox(id)}
          className="flex min-h-7 max-w-full items-center gap-1.5 rounded-full border px-2.5 text-caption font-medium text-n11 hover:bg-n3 aria-pressed:border-accent-line aria-pressed:bg-accent-soft aria-pressed:text-accent-text pointer-coarse:min-h-11"
        >
          <span className="truncate">{name}</span>
          {count > 0 && (
            <>
              <span
                aria-hidden
                className="min-w-4.5 rounded-full border border-accent-line bg-accent-soft px-1 text-center leading-4 text-accent-text tabular-nums"
              >
                {count}
              </span>
              <span className="sr-only">{t('newCount', { count })}</span>
            </>
          )}
        </button>
      ))}
    </div>
  );
}
