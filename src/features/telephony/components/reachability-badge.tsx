import { BellOff, CircleCheck, CloudOff, LoaderCircle, type LucideIcon } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Badge, type Tone } from '../../../ui/status/badge.tsx';
import type { PhoneStatus } from '../sip/phone-status.ts';
import { ReachabilityDetails } from './reachability-details.tsx';
import { usePhoneView, useTelephony } from './telephony-context.ts';

type Word = 'reachable' | 'connecting' | 'reconnecting' | 'offline' | 'away' | 'dnd';

const looks: Readonly<Record<Word, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  reachable: { tone: 'green', icon: CircleCheck },
  connecting: { tone: 'neutral', icon: LoaderCircle },
  reconnecting: { tone: 'amber', icon: LoaderCircle },
  offline: { tone: 'red', icon: CloudOff },
  away: { tone: 'red', icon: CloudOff },
  dnd: { tone: 'amber', icon: BellOff },
};

function wordOf(status: PhoneStatus, isDoNotDisturb: boolean): Word {
  if (status.name === 'registered') return isDoNotDisturb ? 'dnd' : 'reachable';
  if (status.name === 'unreachable') return status.why === 'offline' ? 'offline' : 'away';
  return status.name === 'reconnecting' ? 'reconnecting' : 'connecting';
}

/** Whether calls reach this person now, and for how long; opens the explanation, notices and do not disturb. */
export function ReachabilityBadge() {
  const { t } = useTranslation('telephony');
  const { settings } = useTelephony();
  const status = usePhoneView((view) => view.status);
  const isDoNotDisturb = useStore(settings.view, (view) => view.settings?.doNotDisturb ?? false);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const word = wordOf(status, isDoNotDisturb);
  return (
    <div
      className="relative"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        type="button"
        title={t('reach.details')}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setOpen(false);
        }}
        className="flex min-h-8 items-center gap-2 rounded-input px-1.5 hover:bg-n3 pointer-coarse:min-h-11"
      >
        <Badge {...looks[word]}>{t(`reach.${word}`)}</Badge>
        {word === 'reachable' && <span className="hidden text-caption text-n11 lg:inline">{t('reach.onlyHere')}</span>}
      </button>
      {isOpen && <ReachabilityDetails id={id} onClose={() => setOpen(false)} />}
    </div>
  );
}
