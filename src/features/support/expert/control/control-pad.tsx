import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { InputCapture } from '../../control/input-capture.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { listenOnPad } from './listen-on-pad.ts';

interface ControlPadProps {
  readonly producerId: string;
  /** Escape was pressed twice. */
  readonly onGiveBack: () => void;
}

/** Lies over the picture while I control: takes keyboard and pointer for the other side. A field, so that what is composed arrives too. */
export function ControlPad({ producerId, onGiveBack }: ControlPadProps) {
  const { t } = useTranslation('support');
  const session = useSession();
  const label = useLive((view) => view.controlTarget) ?? '';
  const pad = useRef<HTMLTextAreaElement>(null);
  const giveBack = useEffectEvent(onGiveBack);
  useEffect(() => {
    const field = pad.current;
    if (!field) return undefined;
    const life = new AbortController();
    const picture = () => {
      const { left, top, width, height } = field.getBoundingClientRect();
      return { producerId, left, top, width, height };
    };
    const capture = new InputCapture({ picture, send: (input) => session.sendInput(input), giveBack: () => giveBack() });
    listenOnPad(field, capture, life.signal);
    // It was chosen a moment ago: the next key is meant for it.
    field.focus({ preventScroll: true });
    return () => life.abort();
  }, [session, producerId]);
  return (
    <textarea
      ref={pad}
      aria-label={t('control.pad', { label })}
      autoCapitalize="off"
      autoComplete="off"
      spellCheck={false}
      className="absolute inset-0 block size-full cursor-default touch-none resize-none overflow-hidden bg-transparent text-transparent caret-transparent outline-2 -outline-offset-2 outline-transparent outline-dashed focus:outline-accent"
    />
  );
}
