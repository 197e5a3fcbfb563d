import { Check, Hand, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { Select } from '../../../../ui/field/select.tsx';
import { capabilities } from '../../state/live-view.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { useSessionCommands } from '../palette/use-session-commands.ts';
import { minutesText, usePageClock } from '../use-now.ts';
import { AskForCamera } from './ask-for-camera.tsx';
import { Panel } from './panel.tsx';

/** A further expert is asked for by inviting one, and recording beside the picture, where it is seen whether it could be kept. */
const asked = capabilities.filter((one) => one !== 'second-expert' && one !== 'record');

/** What the expert may do, and asks for. Each by itself, with a time. */
export function CapabilitiesPanel() {
  const { t } = useTranslation('support');
  const [minutes, setMinutes] = useState('');
  const target = useLive((view) => view.controlTarget);
  useAskCommands(minutesOf(minutes));
  return (
    <Panel title={t('may.title')}>
      <Select
        label={t('may.howLong')}
        value={minutes}
        onChange={(event) => setMinutes(event.target.value)}
        options={['', '5', '15', '60'].map((value) => ({
          value,
          label: value === '' ? t('may.whole') : t('may.minutes', { count: Number(value) }),
        }))}
      />
      <ul className="flex flex-col divide-y divide-n6">
        {asked.map((capability) => (
          <CapabilityRow key={capability} capability={capability} minutes={minutesOf(minutes)} />
        ))}
      </ul>
      <p className="text-caption text-n11">{target === undefined ? t('may.noTarget') : t('may.target', { label: target })}</p>
    </Panel>
  );
}

/** `null`: the whole session. */
function minutesOf(text: string): number | null {
  return text === '' ? null : Number(text);
}

/** What can be asked for now, in the palette too. */
function useAskCommands(minutes: number | null): void {
  const { t } = useTranslation('support');
  const session = useSession();
  const view = useLive((live) => live.capabilities);
  const isPossible = useIsPossible();
  const canBeAsked = (capability: (typeof asked)[number]): boolean =>
    isPossible(capability) && ['off', 'refused'].includes(view[capability].state);
  useSessionCommands(
    'may',
    asked
      .filter(canBeAsked)
      .map((capability) => ({ id: capability, title: t(`ask.${capability}`), icon: Hand, run: () => session.ask(capability, minutes) })),
  );
}

/** What the customer's side could say yes to at this moment. */
function useIsPossible(): (capability: (typeof asked)[number]) => boolean {
  const isLive = useLive((view) => view.link === 'live');
  const hasTarget = useLive((view) => view.controlTarget !== undefined);
  const canShow = useLive((view) => view.canCustomerShow);
  return (capability) => isLive && (capability !== 'control' || hasTarget) && (capability !== 'view' || canShow);
}

function CapabilityRow({ capability, minutes }: { readonly capability: (typeof asked)[number]; readonly minutes: number | null }) {
  const { t } = useTranslation('support');
  const session = useSession();
  const { state, until } = useLive((view) => view.capabilities[capability]);
  const canShow = useLive((view) => view.canCustomerShow);
  const isPossible = useIsPossible()(capability);
  const now = usePageClock();
  const name = t(`capability.${capability}`);
  const left = until === undefined ? undefined : until - now;
  if (capability === 'view' && !canShow && (state === 'off' || state === 'refused')) return <NoScreenRow name={name} minutes={minutes} />;
  return (
    <li className="flex min-h-9 items-center gap-2 py-1 text-dense">
      <span className="flex-1">{name}</span>
      {state === 'granted' && (
        <span className="inline-flex items-center gap-1 text-green-text">
          <Check aria-hidden className="size-4" />
          {left === undefined ? t('may.granted') : minutesText(left)}
        </span>
      )}
      {state === 'granted' && (
        <Button size="dense" tone="quiet" aria-label={t('may.giveBackOne', { what: name })} onClick={() => session.giveBack(capability)}>
          {t('may.giveBack')}
        </Button>
      )}
      {state === 'asked' && (
        <>
          <span className="text-n11">{t('may.asked')}</span>
          <Button
            size="dense"
            tone="quiet"
            aria-label={t('may.stopAskingOne', { what: name })}
            onClick={() => session.stopAsking(capability)}
          >
            {t('may.stopAsking')}
          </Button>
        </>
      )}
      {state === 'refused' && (
        <span className="inline-flex items-center gap-1 text-red-text">
          <X aria-hidden className="size-4" />
          {t('may.refused')}
        </span>
      )}
      {(state === 'off' || state === 'refused') && (
        <Button size="dense" disabled={!isPossible} onClick={() => session.ask(capability, minutes)}>
          {t(`ask.${capability}`)}
        </Button>
      )}
    </li>
  );
}

/** A screen that this customer's browser cannot show is not asked for. */
function NoScreenRow({ name, minutes }: { readonly name: string; readonly minutes: number | null }) {
  const { t } = useTranslation('support');
  return (
    <li className="flex min-h-9 flex-col items-start gap-1 py-1.5 text-dense">
      <span>{name}</span>
      <span className="text-caption text-n11">{t('may.noScreen')}</span>
      <AskForCamera minutes={minutes} />
    </li>
  );
}
