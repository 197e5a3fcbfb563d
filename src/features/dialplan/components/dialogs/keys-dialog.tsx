import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { Kbd } from '../../../../ui/status/kbd.tsx';

const rows = [
  { keys: ['arrowup', 'arrowdown'], word: 'updown' },
  { keys: ['→'], word: 'right' },
  { keys: ['←'], word: 'left' },
  { keys: ['enter'], word: 'enter' },
  { keys: ['a'], word: 'add' },
  { keys: ['delete'], word: 'delete' },
  { keys: ['space'], word: 'space' },
  { keys: ['alt+→'], word: 'nudge' },
  { keys: ['mod+f'], word: 'find' },
  { keys: ['mod+c', 'mod+v'], word: 'copy' },
  { keys: ['mod+z', 'mod+y'], word: 'undo' },
  { keys: ['+', '-', '0'], word: 'zoom' },
] as const;

/** The keys of the canvas. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('dialplan');
  return (
    <Dialog isOpen title={t('keys.title')} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2 text-dense">
        {rows.map(({ keys, word }) => (
          <div key={word} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key} keys={key} />
              ))}
              <span className="sr-only">{keys.join(', ')}</span>
            </dt>
            <dd className="text-n11">{t(`keys.${word}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
