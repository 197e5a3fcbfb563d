import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../live-session-context.tsx';
import { Panel } from './panel.tsx';

/** The numbered steps on the pictures, and which of them the customer ticked off. */
export function StepsPanel() {
  const { t } = useTranslation('support');
  const drawings = useLive((view) => view.drawings);
  const steps = drawings
    .filter(({ tool, isCopy }) => tool === 'step' && isCopy !== true)
    .toSorted((one, other) => (one.number ?? 0) - (other.number ?? 0));
  if (steps.length === 0) return null;
  return (
    <Panel title={t('steps.title')}>
      <ol aria-live="polite" className="flex flex-col gap-1 text-dense">
        {steps.map(({ id, number = 0, text, isDone }) => (
          <li key={id} className="flex items-baseline justify-between gap-2">
            <span className="min-w-0 break-words">
              <strong className="font-semibold tabular-nums">{number}.</strong> {text}
            </span>
            {isDone === true ? (
              <span className="inline-flex items-center gap-1 text-green-text">
                <Check aria-hidden className="size-4" />
                {t('steps.done')}
              </span>
            ) : (
              <span className="text-n11">{t('steps.open')}</span>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
