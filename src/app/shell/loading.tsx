import { useTranslation } from 'react-i18next';

/** The first moment of a slow start: nothing for 300 ms, then the mark. */
export function Loading() {
  const { t } = useTranslation('app');
  return (
    <div role="status" className="flex h-full min-h-60 animate-late flex-col items-center justify-center gap-3 text-n11">
      <img src="/icon.svg" alt="" className="size-10 animate-pulse" />
      <span className="text-dense">{t('loading')}</span>
    </div>
  );
}
