import { useTranslation } from 'react-i18next';
import type { AdminNumber } from '../../../../../../protocol/identity/numbers.ts';
import { currentLanguage } from '../../../../../platform/i18n/i18n.ts';
import type { Column } from '../../../../../ui/table/column.ts';
import { useAssignmentText } from './number-words.ts';

/** The columns of the list of numbers; their ids are what the server sorts by. */
export function useNumberColumns(): readonly Column<AdminNumber>[] {
  const { t } = useTranslation('numbers');
  const assignmentText = useAssignmentText();
  const countries = new Intl.DisplayNames(currentLanguage(), { type: 'region' });
  return [
    {
      id: 'number',
      title: t('number'),
      isSortable: true,
      isRowHeader: true,
      width: 'w-48',
      render: ({ formatted }) => <span className="font-medium whitespace-nowrap tabular-nums">{formatted}</span>,
    },
    { id: 'label', title: t('label'), isSortable: true, render: ({ label }) => label },
    {
      id: 'assignment',
      title: t('assignment'),
      isSortable: true,
      render: ({ assignment }) => assignmentText(assignment) ?? <span className="text-n11">{t('nobody')}</span>,
    },
    { id: 'site', title: t('site'), isSortable: true, width: 'w-44', render: ({ siteName }) => siteName ?? '' },
    {
      id: 'country',
      title: t('country'),
      width: 'w-36',
      render: ({ country }) => (country === null ? '' : (countries.of(country) ?? country)),
    },
  ];
}
