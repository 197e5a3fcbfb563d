import { useTranslation } from 'react-i18next';
import type { RecordingSummary } from '../../../../../protocol/media/recordings.ts';
import { clockDuration, exactTime, relativeTime } from '../../../../platform/i18n/format.ts';
import { Badge } from '../../../../ui/status/badge.tsx';
import { RecordingMarks } from './recording-marks.tsx';
import { useLanguage, usePartyName } from './recordings-context.tsx';

interface RecordingRowProps {
  readonly recording: RecordingSummary;
  readonly nowMs: number;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

/** Who with whom, when, how long, what is special. The row opens the recording. */
export function RecordingRow({ recording, nowMs, isOpen, onOpen }: RecordingRowProps) {
  const { t } = useTranslation('recordings');
  const nameOf = usePartyName();
  const language = useLanguage();
  const startedMs = Date.parse(recording.startedAt);
  const { caller, callee, durationMs, tags, state, isHeld, isSealed } = recording;
  const hasMarks = tags.length > 0 || state !== 'whole' || isHeld || isSealed;
  return (
    <button
      type="button"
      aria-current={isOpen || undefined}
      onClick={onOpen}
      className="flex min-h-11 w-full flex-col gap-1 px-3 py-2 text-left hover:bg-n2 focus-visible:-outline-offset-2 aria-[current]:bg-accent-soft"
    >
      <span className="flex w-full items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{t('between', { caller: nameOf(caller), callee: nameOf(callee) })}</span>
        <span className="shrink-0 text-dense text-n11 tabular-nums">{clockDuration(durationMs)}</span>
      </span>
      <span className="flex w-full items-baseline gap-2 text-caption text-n11">
        <span className="min-w-0 flex-1 truncate tabular-nums">{[caller.number, callee.number].filter(Boolean).join(' → ')}</span>
        <time dateTime={recording.startedAt} title={exactTime(startedMs, language)} className="shrink-0 tabular-nums">
          {relativeTime(startedMs, nowMs, language)}
        </time>
      </span>
      {hasMarks && (
        <span className="flex flex-wrap gap-1">
          <RecordingMarks recording={recording} />
          {tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </span>
      )}
    </button>
  );
}
