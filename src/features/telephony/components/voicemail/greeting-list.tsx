import { Play, Square, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Greeting } from '../../../../../protocol/telephony/voicemail.ts';
import { clockDuration } from '../../../../platform/i18n/format.ts';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { greetingAddress } from '../../state/voicemail-api.ts';

/** A box's own greetings: hear them, delete them. */
export function GreetingList({ greetings, onRemove }: { greetings: readonly Greeting[]; onRemove: (id: string) => void }) {
  const { t } = useTranslation('voicemail');
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
  return (
    <section aria-label={t('settings.greetings')} className="flex flex-col gap-1">
      <h3 className="text-dense font-medium">{t('settings.greetings')}</h3>
      {greetings.length === 0 && <p className="text-dense text-n11">{t('settings.none')}</p>}
      <ul className="divide-y divide-n6">
        {greetings.map(({ id, name, durationMs }) => (
          <li key={id} className="flex items-center gap-2 py-1">
            <IconButton
              size="dense"
              icon={playingId === id ? Square : Play}
              label={t('settings.play', { name })}
              onClick={() => toggle(id)}
            />
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="text-caption text-n11 tabular-nums">{clockDuration(durationMs)}</span>
            <IconButton size="dense" icon={Trash2} label={t('settings.remove', { name })} onClick={() => onRemove(id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
