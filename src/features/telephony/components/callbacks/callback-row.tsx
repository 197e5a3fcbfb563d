import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Callback } from '../../../../../protocol/telephony/callbacks.ts';
import { clockTime, exactTime, relativeTime } from '../../../../platform/i18n/format.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { useLanguage } from '../use-language.ts';
import { useNow } from '../use-now.ts';

/** One who is to be called back, or was; without `onCancel` it is over. */
export function CallbackRow({ callback, onCancel }: { callback: Callback; onCancel?: () => void }) {
  const { t } = useTranslation('callbacks');
  const language = useLanguage();
  const now = useNow(30_000);
  const { callerName, callerNumber, queueName } = callback;
  const name = callerName || callerNumber;
  const whenMs = Date.parse(callback.endedAt ?? callback.joinedAt);
  const when = relativeTime(whenMs, now, language);
  return (
    <li className="flex items-start justify-between gap-3 py-2">
      <div className="flex min-w-0 flex-col">
        <span className="truncate">
          <span className="font-medium">{name}</span>
          {callerName !== '' && <span className="text-n11 tabular-nums">{` ${callerNumber}`}</span>}
        </span>
        <span className="text-caption text-n11">
          {queueName}
          {' · '}
          <time dateTime={callback.endedAt ?? callback.joinedAt} title={exactTime(whenMs, language)}>
            {callback.endedAt === null ? t('since', { time: when }) : when}
          </time>
        </span>
        <span className="text-caption">{stateText(t, callback, (iso) => clockTime(Date.parse(iso), language))}</span>
      </div>
      {onCancel !== undefined && (
        <Button size="dense" aria-label={t('cancelOf', { name })} onClick={onCancel}>
          {t('cancel')}
        </Button>
      )}
    </li>
  );
}

function stateText(t: TFunction<'callbacks'>, callback: Callback, timeOf: (iso: string) => string): string {
  const { state, end, attempts, nextAttemptAt, agentName } = callback;
  const vain = attempts > 0 ? ` · ${t('attempts', { count: attempts })}` : '';
  if (end !== null) {
    const isDone = end === 'called-back' && agentName !== null;
    return `${isDone ? t('state.done', { agent: agentName }) : t(`end.${end}`)}${vain}`;
  }
  if (nextAttemptAt !== null) return `${t('again', { time: timeOf(nextAttemptAt) })}${vain}`;
  return `${t(`state.${state}`, { agent: agentName ?? '' })}${vain}`;
}
