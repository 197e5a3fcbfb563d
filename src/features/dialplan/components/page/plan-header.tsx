import { ChevronLeft, Download, Ellipsis, History, Keyboard, PencilLine, Play, Rocket, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../../../../protocol/dialplan/api.ts';
import { Link } from '../../../../platform/router/link.tsx';
import { Button } from '../../../../ui/button/button.tsx';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { Menu, type MenuEntry } from '../../../../ui/overlay/menu.tsx';
import { useIsNarrow } from '../../../../ui/table/use-is-narrow.ts';
import { fileOfPlan } from '../../state/plan-file.ts';
import { useEditor } from '../editor-context.tsx';
import { PlanState } from '../list/plan-table.tsx';
import { useRights } from '../rights-context.ts';
import { saveFile } from '../save-file.ts';
import { SaveBadge } from './save-badge.tsx';

export interface PlanHeaderProps {
  detail: PlanDetail;
  onSimulate: () => void;
  onVersions: () => void;
  onPublish: () => void;
  onRename: () => void;
  onKeys: () => void;
}

/** The plan's name and state, and what one does with the whole of it. */
export function PlanHeader({ detail, onSimulate, onVersions, onPublish, onRename, onKeys }: PlanHeaderProps) {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  const { mayUpdate, mayPublish } = useRights();
  // The buttons take a line of their own there; the menu stays with the name.
  const isNarrow = useIsNarrow();
  const iconOf = (icon: LucideIcon): { icon?: LucideIcon } => (isNarrow ? {} : { icon });
  const save = (): void => saveFile(`${detail.name}.json`, JSON.stringify(fileOfPlan(detail.name, editor.plan), undefined, 2));
  const entries: MenuEntry[] = [
    ...(mayUpdate ? [{ id: 'rename', label: t('list.rename'), icon: PencilLine, onSelect: onRename }] : []),
    { id: 'export', label: t('list.export'), icon: Download, onSelect: save },
    { id: 'keys', label: t('keys.title'), icon: Keyboard, shortcut: '?', onSelect: onKeys },
  ];
  const more = t('list.actionsFor', { name: detail.name });
  const menu = (
    <Menu label={more} groups={[{ id: 'plan', entries }]}>
      {(trigger) => <IconButton {...trigger} size="dense" label={more} icon={Ellipsis} />}
    </Menu>
  );
  return (
    <header className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b bg-surface px-2 py-1.5">
      <Link
        to="/plans"
        aria-label={t('page.back')}
        title={t('page.back')}
        className="flex size-8 items-center justify-center rounded-input text-n11 hover:bg-n3 hover:text-n12 pointer-coarse:size-11"
      >
        <ChevronLeft aria-hidden className="size-4.5" />
      </Link>
      {/* On a phone the name has a line to itself: beside two badges nothing of it could be read. */}
      <div className="flex min-w-0 flex-1 items-center gap-x-2.5 max-[480px]:flex-wrap">
        <h1 title={detail.name} className="truncate text-title font-semibold max-[480px]:w-full">
          {detail.name}
        </h1>
        <PlanState plan={detail} />
        <SaveBadge />
      </div>
      {isNarrow && menu}
      <div className="flex max-w-full flex-wrap items-center gap-1.5 max-[720px]:w-full">
        <Button size="dense" {...iconOf(Play)} onClick={onSimulate}>
          {t('page.simulate')}
        </Button>
        <Button size="dense" {...iconOf(History)} onClick={onVersions}>
          {t('page.versions')}
        </Button>
        {mayPublish && (
          <Button size="dense" tone="primary" {...iconOf(Rocket)} onClick={onPublish}>
            {t('page.publish')}
          </Button>
        )}
        {!isNarrow && menu}
      </div>
    </header>
  );
}
