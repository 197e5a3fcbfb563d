import { RadioTower } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SeenSample } from '../../../../../../protocol/support/seen.ts';
import { Button } from '../../../../../ui/button/button.tsx';
import { EmptyState } from '../../../../../ui/feedback/empty-state.tsx';
import { FailureNotice } from '../../failure-notice.tsx';
import { PassedTable } from './passed-table.tsx';
import { SeenStreams } from './seen-streams.tsx';
import { useSeenSample } from './use-seen-sample.ts';

/** Raw packets and messages of a session that runs, as they pass through the server when somebody asks. */
export function SeenSection({ sessionId, isOver }: { readonly sessionId: string; readonly isOver: boolean }) {
  const { t } = useTranslation('supportRelay');
  const { sample, take, isTaking, failure } = useSeenSample(sessionId);
  return (
    <section aria-label={t('seen.title')} className="card overflow-hidden">
      <div className="flex flex-col gap-3 p-3 sm:flex-row sm:items-start sm:justify-between">
        <div className="max-w-180">
          <h2 className="text-dense font-semibold">{t('seen.title')}</h2>
          <p className="text-dense text-pretty text-n11">{t('seen.text')}</p>
        </div>
        {!isOver && (
          <Button icon={RadioTower} isBusy={isTaking} onClick={take} className="shrink-0 self-start">
            {t(sample ? 'seen.again' : 'seen.take')}
          </Button>
        )}
      </div>
      {failure !== null && (
        <div className="px-3 pb-3">
          <FailureNotice failure={failure} />
        </div>
      )}
      <p role="status" className="px-3 text-dense tabular-nums not-empty:pb-3">
        {isTaking ? t('seen.taking') : sample && <Summary sample={sample} isOver={isOver} />}
      </p>
      {sample ? <Sample sample={sample} /> : <Nothing isOver={isOver} />}
    </section>
  );
}

function Summary({ sample: { at, streams, passed }, isOver }: { readonly sample: SeenSample; readonly isOver: boolean }) {
  const { t, i18n } = useTranslation('supportRelay');
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' });
  const packets = streams.reduce((sum, stream) => sum + stream.packets.length, 0);
  const counted = [
    t('seen.streams', { count: streams.length }),
    t('seen.packets', { count: packets }),
    t('seen.passed', { count: passed.length }),
  ];
  const said = t('seen.summary', { at: time.format(new Date(at)), what: new Intl.ListFormat(i18n.language).format(counted) });
  return isOver ? `${said} ${t('seen.over')}.` : said;
}

function Nothing({ isOver }: { readonly isOver: boolean }) {
  const { t } = useTranslation('supportRelay');
  return (
    <EmptyState
      isCompact
      icon={RadioTower}
      title={t(isOver ? 'seen.over' : 'seen.none')}
      text={t(isOver ? 'seen.overText' : 'seen.noneText')}
    />
  );
}

function Sample({ sample }: { readonly sample: SeenSample }) {
  const { t } = useTranslation('supportRelay');
  if (!sample.isLive && sample.streams.length === 0)
    return <EmptyState isCompact icon={RadioTower} title={t('seen.nobody')} text={t('seen.nobodyText')} />;
  return (
    <>
      {sample.streams.length > 0 ? (
        <SeenStreams sample={sample} />
      ) : (
        <EmptyState isCompact icon={RadioTower} title={t('seen.noStream')} text={t('seen.noStreamText')} />
      )}
      <PassedTable sample={sample} />
    </>
  );
}
