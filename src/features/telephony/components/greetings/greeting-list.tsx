import { Play, Square, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxGreetings, type Greeting } from '../../../../../protocol/telephony/greetings.ts';
import { clockDuration } from '../../../../platform/i18n/format.ts';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { ConfirmDialog } from '../../../../ui/overlay/confirm-dialog.tsx';
import { greetingAddress } from '../../state/voicemail-api.ts';
import { useUseName } from './use-use-name.ts';

export interface GreetingListProps {
  greetings: readonly Greeting[];
  onRemove: (id: string) => Promise<unknown>;
}

/** A box's own greetings: hear them, see what plays them, delete them. */
export function GreetingList({ greetings, onRemove }: GreetingListProps) {
  const { t } = useTranslation('voicemail');
  const useName = useUseName();
  const { playingId, toggle } = usePlaying();
  const [leaving, setLeaving] = useState<Greeting>();
  return (
    <section aria-label={t('settings.greetings')} className="flex flex-col gap-1">
      <div className="flex items-baseline justify-between gap-2">
        <h4 className="text-dense font-medium">{t('settings.greetings')}</h4>
        <span className="text-caption text-n11 tabular-nums">{t('greetings.count', { count: greetings.length, most: maxGreetings })}</span>
      </div>
      {greetings.length === 0 && <p className="text-dense text-n11">{t('settings.none')}</p>}
      <ul className="divide-y rounded-input border empty:hidden">
        {greetings.map((greeting) => {
          const { id, name, kind, durationMs, usedBy } = greeting;
          return (
            <li key={id} className="flex items-center gap-2 px-2 py-1.5">
              <IconButton
                size="dense"
                icon={playingId === id ? Square : Play}
                label={t('settings.play', { name })}
                isPressed={playingId === id}
                onClick={() => toggle(id)}
              />
              <span className="flex min-w-0 flex-1 flex-col">
                <span className="truncate">{name}</span>
                <span className="text-caption text-n11">{[t(`greetings.kinds.${kind}`), ...usedBy.map(useName)].join(' · ')}</span>
              </span>
              <span className="text-caption text-n11 tabular-nums">{clockDuration(durationMs)}</span>
              <IconButton size="dense" icon={Trash2} label={t('settings.remove', { name })} onClick={() => setLeaving(greeting)} />
            </li>
          );
        })}
      </ul>
      {leaving !== undefined && <DeleteGreeting greeting={leaving} onRemove={onRemove} onClose={() => setLeaving(undefined)} />}
    </section>
  );
}

interface DeleteGreetingProps {
  greeting: Greeting;
  onRemove: GreetingListProps['onRemove'];
  onClose: () => void;
}

/** Asks before a greeting goes, and says what plays something else then. */
function DeleteGreeting({ greeting, onRemove, onClose }: DeleteGreetingProps) {
  const { t } = useTranslation('voicemail');
  const useName = useUseName();
  const [isBusy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    await onRemove(greeting.id);
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      isDangerous
      isBusy={isBusy}
      title={t('greetings.deleteTitle', { name: greeting.name })}
      action={t('greetings.deleteAction')}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      {greeting.usedBy.length === 0 ? (
        t('greetings.deleteUnused')
      ) : (
        <>
          {t('greetings.deleteUsed')}
          <ul className="list-disc pl-5">
            {greeting.usedBy.map((use) => (
              <li key={`${use.kind}/${use.name}`}>{useName(use)}</li>
            ))}
          </ul>
        </>
      )}
    </ConfirmDialog>
  );
}

/** One greeting at a time is heard. */
function usePlaying(): { readonly playingId: string | undefined; readonly toggle: (id: string) => void } {
  const audio = useRef<HTMLAudioElement>(undefined);
  const [playingId, setPlayingId] = useState<string>();
  useEffect(() => () => audio.current?.pause(), []);
  const toggle = (id: string): void => {
    audio.current?.pause();
    if (playingId === id) return setPlayingId(undefined);
    const element = new Audio(greetingAddress(id));
    audio.current = element;
    element.addEventListener('ended', () => setPlayingId(undefined));
    setPlayingId(id);
    void element.play().catch(() => setPlayingId(undefined));
  };
  return { playingId, toggle };
}
