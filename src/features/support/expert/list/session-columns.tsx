import { MonitorUp, Video } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SessionSummary } from '../../../../../protocol/support/session.ts';
import { Badge } from '../../../../ui/status/badge.tsx';
import type { Column } from '../../../../ui/table/column.ts';
import { useGoneText } from '../keeping/use-gone-text.ts';
import { minutesText } from '../use-now.ts';
import { WaitingTime } from './waiting-time.tsx';

const tones = { active: 'green', waiting: 'amber', done: 'neutral' } as const;

/** What the list says of a session. */
export function useSessionColumns(): readonly Column<SessionSummary>[] {
  const { t, i18n } = useTranslation('support');
  const { t: desk } = useTranslation('supportDesk');
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'short', timeStyle: 'short' });
  const goneText = useGoneText();
  const shown = { isSortable: true } as const;
  return [
    {
      ...shown,
      id: 'customerName',
      title: t('list.customer'),
      isRowHeader: true,
      render: ({ kind, customerName, startedAt, keeping }) => {
        const Icon = kind === 'camera' ? Video : MonitorUp;
        return (
          <span className="inline-flex items-center gap-2">
            <Icon role="img" aria-label={t(`list.kinds.${kind}`)} className="size-4 shrink-0 text-n11" />
            {customerName || (keeping.isGone && startedAt !== null ? desk('keeping.nameGone') : t('list.nobody'))}
          </span>
        );
      },
    },
    {
      id: 'state',
      title: t('list.state'),
      width: 'w-24',
      render: ({ state }) => <Badge tone={tones[state]}>{t(`list.states.${state}`)}</Badge>,
    },
    { ...shown, id: 'ownerName', title: t('list.expert'), render: ({ ownerName }) => ownerName },
    {
      ...shown,
      id: 'createdAt',
      title: t('list.begun'),
      width: 'w-44',
      render: ({ createdAt, state }) => (
        <span className="inline-flex flex-wrap gap-x-2 whitespace-normal">
          {moment.format(new Date(createdAt))}
          {state === 'waiting' && <WaitingTime since={createdAt} />}
        </span>
      ),
    },
    {
      ...shown,
      id: 'seconds',
      title: t('list.length'),
      isNumeric: true,
      width: 'w-20',
      render: ({ seconds }) => (seconds === null ? '' : minutesText(seconds * 1_000)),
    },
    {
      id: 'keeping',
      title: desk('keeping.column'),
      width: 'w-48',
      render: ({ state, keeping }) => (state === 'done' ? goneText(keeping, 'list') : ''),
    },
    { id: 'outcome', title: desk('outcome.label'), width: 'w-32', render: ({ outcome }) => outcome && desk(`outcome.values.${outcome}`) },
    {
      ...shown,
      id: 'rating',
      title: t('list.rating'),
      isNumeric: true,
      width: 'w-20',
      render: ({ rating }) => (rating === null ? '' : `${String(rating)} / 5`),
    },
  ];
}
