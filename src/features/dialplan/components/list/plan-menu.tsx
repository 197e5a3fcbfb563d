import { Copy, Download, Ellipsis, PencilLine, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanSummary } from '../../../../../protocol/dialplan/api.ts';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { Menu, type MenuEntry } from '../../../../ui/overlay/menu.tsx';
import type { PlanRights } from '../../state/rights.ts';
import { DeletePlanDialog } from './delete-plan-dialog.tsx';
import { RenamePlanDialog } from './rename-plan-dialog.tsx';
import { usePlanActions } from './use-plan-actions.ts';

/** What one can do with a plan of the list. */
export function PlanMenu({ plan, rights }: { plan: PlanSummary; rights: PlanRights }) {
  const { t } = useTranslation('dialplan');
  const [open, setOpen] = useState<'rename' | 'delete'>();
  const actions = usePlanActions();
  const close = (): void => setOpen(undefined);
  const changes: MenuEntry[] = [
    { id: 'rename', label: t('list.rename'), icon: PencilLine, onSelect: () => setOpen('rename') },
    { id: 'copy', label: t('list.duplicate'), icon: Copy, onSelect: () => void actions.duplicate(plan) },
    { id: 'delete', label: t('list.delete'), icon: Trash2, isDangerous: true, onSelect: () => setOpen('delete') },
  ];
  const entries: MenuEntry[] = [
    { id: 'export', label: t('list.export'), icon: Download, onSelect: () => void actions.save(plan) },
    ...(rights.mayUpdate ? changes : []),
  ];
  const label = t('list.actionsFor', { name: plan.name });
  return (
    <>
      <Menu label={label} groups={[{ id: 'row', entries }]}>
        {(trigger) => <IconButton {...trigger} size="dense" label={label} icon={Ellipsis} />}
      </Menu>
      {open === 'rename' && <RenamePlanDialog plan={plan} onClose={close} onRenamed={close} />}
      {open === 'delete' && <DeletePlanDialog plan={plan} onClose={close} />}
    </>
  );
}
