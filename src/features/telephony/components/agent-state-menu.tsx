import { ChevronDown, CircleCheck, CirclePause, Headset, PhoneIncoming, SquarePen, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { pauseReasons, type AgentDesk, type AgentState } from '../../../../protocol/telephony/queues.ts';
import { Menu, type MenuEntry } from '../../../ui/overlay/menu.tsx';
import { Badge, type Tone } from '../../../ui/status/badge.tsx';
import { useTelephony } from './telephony-context.ts';

const looks: Readonly<Record<AgentState, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  ready: { tone: 'green', icon: CircleCheck },
  paused: { tone: 'amber', icon: CirclePause },
  ringing: { tone: 'accent', icon: PhoneIncoming },
  talking: { tone: 'accent', icon: Headset },
  'wrap-up': { tone: 'neutral', icon: SquarePen },
};

/** The agent's state as a button; its menu has “Ready” and the reasons for a pause. */
export function AgentStateMenu({ desk }: { desk: AgentDesk }) {
  const { t } = useTranslation('telephony');
  const { agent } = useTelephony();
  const ready: MenuEntry = {
    id: 'ready',
    label: t('agent.state.ready'),
    icon: CircleCheck,
    isChecked: desk.state === 'ready',
    onSelect: () => void agent.wish({ state: 'ready' }),
  };
  const pauses = pauseReasons.flatMap((reason): MenuEntry[] =>
    reason === 'missed-offers'
      ? []
      : [
          {
            id: reason,
            label: t(`agent.reason.${reason}`),
            isChecked: desk.pauseReason === reason,
            onSelect: () => void agent.wish({ state: 'paused', reason }),
          },
        ],
  );
  const reason = desk.pauseReason === null ? '' : `: ${t(`agent.reason.${desk.pauseReason}`)}`;
  const state = `${t(`agent.state.${desk.state}`)}${reason}`;
  return (
    <Menu
      label={t('agent.change', { state })}
      groups={[
        { id: 'ready', entries: [ready] },
        { id: 'pause', title: t('agent.pauses'), entries: pauses },
      ]}
    >
      {(trigger) => (
        <button
          type="button"
          {...trigger}
          aria-label={t('agent.change', { state })}
          className="flex min-h-8 items-center gap-1 rounded-input px-1 hover:bg-n3 pointer-coarse:min-h-11"
        >
          <Badge {...looks[desk.state]}>{state}</Badge>
          <ChevronDown aria-hidden className="size-3.5 text-n10" />
        </button>
      )}
    </Menu>
  );
}
