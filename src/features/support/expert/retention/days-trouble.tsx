import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { FailureNotice } from '../failure-notice.tsx';

export interface DaysTroubleProps {
  readonly failure: unknown;
  readonly isBusy: boolean;
  readonly onTakeTheirs: () => void;
  readonly onKeepMine: () => void;
}

/** Why days were not kept; of two who changed them the second decides whose count. */
export function DaysTrouble({ failure, isBusy, onTakeTheirs, onKeepMine }: DaysTroubleProps) {
  const { t } = useTranslation('lists');
  if (!(failure instanceof ApiFailure) || failure.code !== 'changed-meanwhile') return <FailureNotice failure={failure} />;
  return (
    <Notice tone="warning">
      <p className="pb-2">{t('conflict.text')}</p>
      <div className="flex flex-wrap gap-2">
        <Button size="dense" isBusy={isBusy} onClick={onTakeTheirs}>
          {t('conflict.reload')}
        </Button>
        <Button size="dense" isBusy={isBusy} onClick={onKeepMine}>
          {t('conflict.keep')}
        </Button>
      </div>
    </Notice>
  );
}
