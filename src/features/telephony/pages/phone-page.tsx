import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CallActions, type AnsweredCall } from '../components/call-actions.ts';
import { CallsColumn } from '../components/calls-column.tsx';
import { ContextPanel } from '../components/context-panel.tsx';
import { currentCallOf } from '../components/current-call.ts';
import { PeoplePanel } from '../components/people-panel.tsx';
import { useCalls, useTelephony } from '../components/telephony-context.ts';
import { useIsWide } from '../components/use-is-wide.ts';

const parts = ['people', 'calls', 'context'] as const;
type Part = (typeof parts)[number];

export interface PhonePageProps {
  /** What else can be done with an answered call. */
  readonly renderCallActions: (call: AnsweredCall) => ReactNode;
}

/** The softphone: people, calls, context side by side; one at a time where there is no room. */
export function PhonePage({ renderCallActions }: PhonePageProps) {
  const { t } = useTranslation('telephony');
  const { screen } = useTelephony();
  const calls = useCalls();
  const isWide = useIsWide();
  const [part, setPart] = useState<Part>('calls');
  const areCallsShown = isWide || part === 'calls';
  useEffect(() => {
    screen.setState({ areCallsShown });
    return () => screen.setState({ areCallsShown: false });
  }, [screen, areCallsShown]);
  const current = currentCallOf(calls);
  const content: Readonly<Record<Part, ReactNode>> = {
    people: <PeoplePanel />,
    calls: (
      <CallActions value={renderCallActions}>
        <CallsColumn />
      </CallActions>
    ),
    context: <ContextPanel call={current} />,
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <h1 className="sr-only">{t('title')}</h1>
      {isWide ? (
        <div className="grid min-h-0 flex-1 grid-cols-[260px_minmax(0,1fr)_320px] divide-x">
          {parts.map((one) => (
            <div key={one} className={`flex min-h-0 flex-col ${one === 'calls' ? '' : 'bg-surface'}`}>
              {content[one]}
            </div>
          ))}
        </div>
      ) : (
        <>
          <div role="group" aria-label={t('title')} className="flex gap-1 border-b bg-surface p-1.5">
            {parts.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={part === one}
                onClick={() => setPart(one)}
                className="min-h-9 flex-1 rounded-input px-2 text-dense font-medium hover:bg-n3 aria-pressed:bg-accent-soft aria-pressed:text-accent-text pointer-coarse:min-h-11"
              >
                {t(`parts.${one}`)}
              </button>
            ))}
          </div>
          <div className="flex min-h-0 flex-1 flex-col">{content[part]}</div>
        </>
      )}
    </div>
  );
}
