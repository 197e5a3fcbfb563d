import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../../ui/button/icon-button.tsx';

export interface RowButtonsProps {
  /** What the row is, for screen readers. */
  name: string;
  onRemove: () => void;
  onUp?: (() => void) | undefined;
  onDown?: (() => void) | undefined;
}

/** What one can do with a row of a list: earlier, later, away. */
export function RowButtons({ name, onRemove, onUp, onDown }: RowButtonsProps) {
  const { t } = useTranslation('dialplan');
  return (
    <div className="flex shrink-0 items-center">
      {onUp !== undefined && <IconButton size="dense" icon={ArrowUp} label={t('field.up', { name })} onClick={onUp} />}
      {onDown !== undefined && <IconButton size="dense" icon={ArrowDown} label={t('field.down', { name })} onClick={onDown} />}
      <IconButton size="dense" icon={X} label={t('field.remove', { name })} onClick={onRemove} />
    </div>
  );
}
