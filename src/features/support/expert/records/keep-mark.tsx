import { Archive, ArchiveRestore, ArchiveX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import type { StillView } from '../../state/camera-view.ts';
import { stillKey } from '../../state/records/kept-things.ts';
import { useSession } from '../live-session-context.tsx';
import type { Keeping } from './keeper-context.ts';

interface KeepMarkProps {
  readonly still: StillView;
  readonly keeping: Keeping;
}

/** Whether a still is kept, which it is by itself; a click says that it is not to be, or is again. */
export function KeepMark({ still: { id, number, isKept }, keeping: { view } }: KeepMarkProps) {
  const { t } = useTranslation('supportRecords');
  const session = useSession();
  const isWanted = isKept !== false;
  const isThere = view.kept.has(stillKey(id));
  const key = isWanted ? (isThere ? 'kept' : 'coming') : 'unkept';
  const icon = { kept: ArchiveRestore, coming: Archive, unkept: ArchiveX }[key];
  return (
    <IconButton
      size="dense"
      icon={icon}
      label={t(`stills.mark.${key}`, { number })}
      isPressed={isWanted}
      onClick={() => session.keepStill(id, !isWanted)}
    />
  );
}
