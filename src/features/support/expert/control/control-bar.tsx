import { Lock, MousePointerClick } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { useLive, useSession } from '../live-session-context.tsx';
import { useSessionCommands } from '../palette/use-session-commands.ts';
import { controlStateOf, type ControlState } from './control-state.ts';

interface ControlBarProps {
  /** Whether mouse and keyboard go over there right now. */
  readonly isUsed: boolean;
  /** To use it, from nobody. */
  readonly onTake: () => void;
  readonly onGiveBack: () => void;
}

const isLocked = (state: ControlState): boolean => state === 'paused' || state === 'unreachable';

/** Who has control of the customer's page, and the ways to hand it on. Nothing while nobody was allowed to. */
export function ControlBar({ isUsed, onTake, onGiveBack }: ControlBarProps) {
  const { t } = useTranslation('support');
  const session = useSession();
  const state = useLive(controlStateOf);
  const label = useLive((view) => view.controlTarget) ?? '';
  const mySeatId = useLive((view) => view.mySeatId);
  const mayControl = useLive((view) => view.mayControl);
  const people = useLive((view) => view.people);
  const holder = useLive((view) => view.people.find(({ seatId }) => seatId === view.controlHolder)?.name) ?? '';
  useSessionCommands('control', [
    state === 'free' && { id: 'take-control', title: t('control.take'), run: onTake },
    state === 'mine' && { id: 'give-control-back', title: t('control.back'), run: onGiveBack },
  ]);
  if (state === 'none') return null;
  const others = people.filter(({ seatId, isHere }) => isHere && seatId !== mySeatId && mayControl.includes(seatId));
  return (
    <section
      aria-label={t('control.title')}
      className={`flex flex-wrap items-center gap-2 rounded-input px-2 py-1 text-dense ${isUsed ? 'bg-accent-soft text-accent-text' : 'border'}`}
    >
      {isLocked(state) ? <Lock aria-hidden className="size-4" /> : <MousePointerClick aria-hidden className="size-4" />}
      <p role="status" className="min-w-0 flex-1 break-words">
        {t(`control.${isUsed ? 'using' : state}`, { label, name: holder })}
      </p>
      {state === 'free' && (
        <Button size="dense" onClick={onTake}>
          {t('control.take')}
        </Button>
      )}
      {state === 'mine' && (
        <>
          {others.map(({ seatId, name }) => (
            <Button key={seatId} size="dense" onClick={() => session.giveControl(seatId)}>
              {t('control.give', { name })}
            </Button>
          ))}
          <Button size="dense" onClick={onGiveBack}>
            {t('control.back')}
          </Button>
        </>
      )}
    </section>
  );
}
