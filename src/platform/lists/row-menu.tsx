import { Ellipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/button/icon-button.tsx';
import { Menu, type MenuEntry } from '../../ui/overlay/menu.tsx';

/** What one can do with a row of a list. */
export function RowMenu({ name, entries }: { name: string; entries: readonly MenuEntry[] }) {
  const { t } = useTranslation('lists');
  if (entries.length === 0) return null;
  const label = t('actionsFor', { name });
  return (
    <Menu label={label} groups={[{ id: 'row', entries }]}>
      {(trigger) => <IconButton {...trigger} size="dense" label={label} icon={Ellipsis} />}
    </Menu>
  );
}
