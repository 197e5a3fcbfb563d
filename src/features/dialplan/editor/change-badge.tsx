import { Minus, Move, PencilLine, Plus, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Change } from '../state/drawn-diff.ts';
import { changeStyles } from './change-styles.ts';

const icons: Readonly<Record<Change, LucideIcon>> = { added: Plus, removed: Minus, changed: PencilLine, moved: Move };

/** Says in a word what became of a part between two versions. */
export function ChangeBadge({ change }: { change: Change }) {
  const { t } = useTranslation('dialplan');
  const Icon = icons[change];
  return (
    <span
      aria-hidden
      className={`absolute -top-2.5 left-2 flex h-5 items-center gap-1 rounded-full px-1.5 text-caption font-semibold ${changeStyles[change].badge}`}
    >
      <Icon className="size-3" />
      {t(`changes.${change}`)}
    </span>
  );
}
