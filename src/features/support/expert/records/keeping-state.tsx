import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import type { StillView } from '../../state/camera-view.ts';
import { stillKey } from '../../state/records/kept-things.ts';
import { useLive } from '../live-session-context.tsx';
import { RecordTroubleNotice } from './record-trouble.tsx';
import { useKeeping } from './keeper-context.ts';

/** Whether what was made is kept, how far that is, and what can be done where it is not. */
export function KeepingState() {
  const { t } = useTranslation('supportRecords');
  const keeping = useKeeping();
  const stills = useLive((live) => live.stills);
  if (!keeping) return null;
  const { keeper, view } = keeping;
  const isStuck = view.state === 'failed' || view.state === 'none';
  const open = Math.max(view.open, coming(stills, view.kept));
  const state = isStuck || view.state === 'asking' ? view.state : !view.isMine ? 'colleague' : open > 0 ? 'keeping' : 'kept';
  return (
    <div className="flex flex-col items-start gap-2">
      <p role="status" className={`text-dense ${isStuck ? 'text-amber-text' : 'text-n11'}`}>
        {t(`made.state.${state}`, { count: open })}
      </p>
      <RecordTroubleNotice failure={view.failure} />
      {isStuck && (
        <Button size="dense" onClick={() => keeper.retry()}>
          {t('made.retry')}
        </Button>
      )}
    </div>
  );
}

/** Stills that are here and not kept yet. */
function coming(stills: readonly StillView[], kept: ReadonlySet<string>): number {
  return stills.filter(({ id, blob, isKept }) => blob && isKept !== false && !kept.has(stillKey(id))).length;
}

/** Before the end: what becomes of what was made. */
export function EndWarning() {
  const { t } = useTranslation('supportRecords');
  const keeping = useKeeping();
  const state = keeping?.view.state;
  // It is not known yet, and nothing was made in these seconds.
  if (state === 'asking') return null;
  const key = state === undefined ? 'byHand' : state === 'none' || state === 'failed' ? state : 'kept';
  return <p className={`pt-2 ${key === 'none' || key === 'failed' ? 'text-amber-text' : ''}`}>{t(`made.end.${key}`)}</p>;
}
