import { useTranslation } from 'react-i18next';
import { isDiagnosticKey } from '../../exchange/diagnostic-keys.ts';
import { useLive } from '../live-session-context.tsx';
import { Panel } from './panel.tsx';

/** What the customer's browser said of itself, after the customer looked through it. */
export function DiagnosticsPanel() {
  const { t, i18n } = useTranslation('support');
  const latest = useLive((view) => view.diagnostics.at(-1));
  if (!latest) return null;
  return (
    <Panel title={t('facts.diagnostics')}>
      <p className="text-caption text-n11">{new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' }).format(latest.at)}</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-caption">
        {latest.items.map(({ key, value }) => (
          <div key={key} className="contents">
            <dt className="text-n11">{isDiagnosticKey(key) ? t(`facts.keys.${key}`) : key}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
