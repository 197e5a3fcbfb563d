import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/status/kbd.tsx';
import { openPalette } from './palette-state.ts';
import { UserMenu } from './user-menu.tsx';

/** Search and commands, whether one can be reached, and the account. */
export function TopBar({ reachability }: { reachability: ReactNode }) {
  const { t } = useTranslation('app');
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b bg-surface px-2 sm:px-3">
      <button
        type="button"
        onClick={openPalette}
        aria-keyshortcuts="Control+K Meta+K"
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-input border border-n7 bg-n2 px-2.5 text-dense text-n11 transition-colors hover:border-n8 hover:text-n12 sm:max-w-80 pointer-coarse:h-11"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 flex-1 truncate text-left">{t('search')}</span>
        <span className="max-sm:hidden">
          <Kbd keys="mod+k" />
        </span>
      </button>
      <div className="flex-1 max-sm:hidden" />
      {reachability}
      <UserMenu />
    </header>
  );
}
