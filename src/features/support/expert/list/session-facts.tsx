import { useTranslation } from 'react-i18next';
import type { SessionDetail } from '../../../../../protocol/support/session.ts';
import { capabilityNameSchema } from '../../../../../protocol/support/states.ts';
import { minutesText } from '../use-now.ts';

/** Who, when, how long and what was allowed: all that is kept of a session outside of it. */
export function SessionFacts({ detail }: { readonly detail: SessionDetail }) {
  const { t, i18n } = useTranslation('supportDesk');
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const allowed = detail.capabilities.flatMap((name) => {
    const known = capabilityNameSchema.safeParse(name);
    return known.success ? [t(`capability.${known.data}`)] : [];
  });
  const rows = [
    [t('facts.customer'), detail.customerName || t('facts.nobody')],
    [t('facts.expert'), detail.ownerName],
    [t('facts.begun'), moment.format(new Date(detail.createdAt))],
    [t('facts.length'), minutesText((detail.seconds ?? 0) * 1_000)],
    [t('facts.people'), list.format(detail.people)],
    [t('facts.allowed'), allowed.length === 0 ? t('facts.nothing') : list.format(allowed)],
    [t('facts.rating'), detail.rating === null ? t('facts.noRating') : `${String(detail.rating)} / 5`],
  ] as const;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-dense">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-n11">{name}</dt>
          <dd className="min-w-0 break-words tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
