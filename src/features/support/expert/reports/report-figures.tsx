import { useTranslation } from 'react-i18next';
import type { SupportReport } from '../../../../../protocol/support/session.ts';
import { capabilityNameSchema, outcomeSchema } from '../../../../../protocol/support/states.ts';
import { minutesText } from '../use-now.ts';
import { ReportPeople } from './report-people.tsx';

/** Figures of a period: totals, outcomes, what was allowed, and each expert's. */
export function ReportFigures({ report }: { readonly report: SupportReport }) {
  const { t, i18n } = useTranslation('supportDesk');
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const rating = (value: number | null): string => (value === null ? t('report.noRating') : `${number.format(value)} / 5`);
  const average = report.reached === 0 ? 0 : report.seconds / report.reached;
  const capabilities = report.capabilities.flatMap(({ name, sessions }) => {
    const known = capabilityNameSchema.safeParse(name);
    return known.success ? [{ name: known.data, sessions }] : [];
  });
  return (
    <>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-5">
        <Figure name={t('report.sessions')} value={number.format(report.sessions)} />
        <Figure name={t('report.reached')} value={number.format(report.reached)} />
        <Figure name={t('report.time')} value={minutesText(report.seconds * 1_000)} />
        <Figure name={t('report.average')} value={minutesText(average * 1_000)} />
        <Figure name={t('report.rating')} value={rating(report.averageRating)} hint={t('report.ratings', { count: report.ratings })} />
      </dl>
      <section aria-label={t('report.outcomes')} className="card p-3">
        <h2 className="pb-2 text-dense font-semibold">{t('report.outcomes')}</h2>
        <ul className="flex flex-col gap-1.5">
          {outcomeSchema.options.map((outcome) => (
            <Share key={outcome} name={t(`outcome.values.${outcome}`)} count={report.outcomes[outcome]} of={report.sessions} />
          ))}
          <Share name={t('report.notSaid')} count={report.outcomes.none} of={report.sessions} />
        </ul>
      </section>
      <section aria-label={t('report.capabilities')} className="card p-3">
        <h2 className="pb-2 text-dense font-semibold">{t('report.capabilities')}</h2>
        {capabilities.length === 0 && <p className="text-dense text-n11">{t('report.noCapabilities')}</p>}
        <ul className="flex flex-col gap-1.5">
          {capabilities.map(({ name, sessions }) => (
            <Share key={name} name={t(`capability.${name}`)} count={sessions} of={report.sessions} />
          ))}
        </ul>
      </section>
      <ReportPeople people={report.people} rating={rating} />
    </>
  );
}

function Figure({ name, value, hint }: { readonly name: string; readonly value: string; readonly hint?: string }) {
  return (
    <div className="card p-3">
      <dt className="text-caption text-n11">{name}</dt>
      <dd className="text-page font-semibold tabular-nums">{value}</dd>
      {hint !== undefined && <dd className="text-caption text-n11">{hint}</dd>}
    </div>
  );
}

function Share({ name, count, of }: { readonly name: string; readonly count: number; readonly of: number }) {
  return (
    <li className="grid grid-cols-[9rem_1fr_3rem] items-center gap-2 text-dense">
      <span>{name}</span>
      <span aria-hidden className="h-2 rounded-full bg-n3">
        <span className="block h-full rounded-full bg-accent" style={{ width: `${String((count / of) * 100)}%` }} />
      </span>
      <span className="text-right tabular-nums">{count}</span>
    </li>
  );
}
