import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SupportReport } from '../../../../../protocol/support/session.ts';
import type { SortOrder } from '../../../../ui/table/column.ts';
import { DataTable } from '../../../../ui/table/data-table.tsx';
import { minutesText } from '../use-now.ts';
import { peopleInOrder } from './people-in-order.ts';

/** Each expert's figures, in the order that is asked for. */
export function ReportPeople({
  people,
  rating,
}: {
  readonly people: SupportReport['people'];
  readonly rating: (value: number | null) => string;
}) {
  const { t, i18n } = useTranslation('supportDesk');
  const [order, setOrder] = useState<SortOrder>({ column: 'name', direction: 'ascending' });
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <section aria-label={t('report.people')} className="card overflow-hidden">
      <h2 className="p-3 text-dense font-semibold">{t('report.people')}</h2>
      <DataTable
        label={t('report.people')}
        rows={peopleInOrder(people, order, i18n.language)}
        keyOf={({ userId }) => userId}
        order={order}
        onOrderChange={setOrder}
        columns={[
          { id: 'name', title: t('report.person'), isRowHeader: true, isSortable: true, render: ({ name }) => name },
          {
            id: 'sessions',
            title: t('report.sessions'),
            isNumeric: true,
            isSortable: true,
            render: ({ sessions }) => number.format(sessions),
          },
          {
            id: 'seconds',
            title: t('report.time'),
            isNumeric: true,
            isSortable: true,
            render: ({ seconds }) => minutesText(seconds * 1_000),
          },
          {
            id: 'averageRating',
            title: t('report.rating'),
            isNumeric: true,
            isSortable: true,
            render: ({ averageRating }) => rating(averageRating),
          },
        ]}
      />
    </section>
  );
}
