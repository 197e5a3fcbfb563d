import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../button/icon-button.tsx';

export interface PagerProps {
  /** From 1. */
  page: number;
  pageSize: number;
  total: number;
  onPageChange: (page: number) => void;
}

/** Which part of a list is shown, and the way to the next. */
export function Pager({ page, pageSize, total, onPageChange }: PagerProps) {
  const { t, i18n } = useTranslation('ui');
  const number = new Intl.NumberFormat(i18n.language);
  const from = Math.min(total, (page - 1) * pageSize + 1);
  const to = Math.min(total, page * pageSize);
  return (
    <div className="flex items-center justify-end gap-1 border-t px-2 py-1.5 text-dense text-n11 tabular-nums">
      <span role="status" className="px-2">
        {t('table.range', { from: number.format(from), to: number.format(to), total: number.format(total) })}
      </span>
      <IconButton size="dense" label={t('table.previous')} icon={ChevronLeft} disabled={page <= 1} onClick={() => onPageChange(page - 1)} />
      <IconButton size="dense" label={t('table.next')} icon={ChevronRight} disabled={to >= total} onClick={() => onPageChange(page + 1)} />
    </div>
  );
}
