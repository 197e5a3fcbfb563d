import { Binary, CircleStop, Info, UserRoundCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SessionSummary } from '../../../../../protocol/support/session.ts';
import { RowMenu } from '../../../../platform/lists/row-menu.tsx';
import { Button } from '../../../../ui/button/button.tsx';
import { menuActions, type Looker } from './whose-row.ts';

/** What can be done with a session from the list; what can be opened is opened by its row too. */
export type SessionAction = 'open' | 'take' | 'give' | 'end' | 'details' | 'relay' | 'waiting';

export interface SessionActionsProps {
  readonly row: SessionSummary;
  readonly looker: Looker;
  readonly onAction: (action: SessionAction) => void;
}

export function SessionActions({ row, looker, onAction }: SessionActionsProps) {
  const { t } = useTranslation('support');
  const { t: desk } = useTranslation('supportDesk');
  const { t: relay } = useTranslation('supportRelay');
  const isMine = row.ownerId === looker.userId;
  const entries = {
    details: { label: desk('menu.details'), icon: Info },
    relay: { label: relay('open'), icon: Binary },
    give: { label: desk('menu.give'), icon: UserRoundCheck },
    end: { label: desk('menu.end'), icon: CircleStop, isDangerous: true },
  };
  return (
    <div className="flex items-center justify-end gap-1">
      {row.state !== 'done' && (
        <Button size="dense" onClick={() => onAction(isMine ? 'open' : 'take')}>
          {t(isMine ? 'list.open' : 'list.take')}
        </Button>
      )}
      <RowMenu
        name={row.customerName || t('list.nobody')}
        entries={menuActions(row, looker).map((id) => ({ id, ...entries[id], onSelect: () => onAction(id) }))}
      />
    </div>
  );
}
