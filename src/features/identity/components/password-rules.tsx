import { Check, Circle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Meter } from '../../../ui/status/meter.tsx';
import { ruleCount, SHOWN_RULES, type PasswordCheck } from '../state/password-check.ts';

/** The rules for a new password, ticked off while one types. */
export function PasswordRules({ check, isEmpty }: { check: PasswordCheck; isEmpty: boolean }) {
  const { t } = useTranslation('identity');
  return (
    <div className="flex flex-col gap-2">
      <Meter
        label={t('password.strength')}
        value={check.lengthShare}
        tone={check.lengthShare < 1 ? 'amber' : 'green'}
        valueText={`${Math.round(check.lengthShare * 100)} %`}
      />
      <ul aria-label={t('password.rulesTitle')} className="flex flex-col gap-1">
        {SHOWN_RULES.map((rule) => {
          const isMet = !isEmpty && !check.findings.includes(rule);
          const Icon = isMet ? Check : Circle;
          return (
            <li key={rule} className={`flex items-center gap-2 text-caption ${isMet ? 'text-green-text' : 'text-n11'}`}>
              <Icon aria-hidden className={isMet ? 'size-3.5' : 'size-3.5 scale-60'} />
              {t(`password.rules.${rule}`, { count: ruleCount(rule) })}
              <span className="sr-only">({isMet ? t('password.met') : t('password.notMet')})</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
