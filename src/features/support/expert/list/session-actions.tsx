import { Binary, CircleStop, Info, UserRoundCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SessionSummary } from '../../../../../protocol/support/session.ts';
import { RowMenu } from '../../../../platform/lists/row-menu.tsx';
import { Button } from '../../../../ui/button/button.tsx';

/** What can be done with a session from the list; what can be opened is opened by its row too. */
export type SessionAction = 'open' | 'take' | 'give' | 'end' | 'details' | 'relay';

export interface SessionActionsProps {
  readonly row: SessionSummary;
  readonly isMine: boolean;
  readonly mayManage: boolean;
  readonly onAction: (action: SessionAction) => void;
}

export function SessionActions({ row, isMine, mayManage, onAction }: SessionActionsProps) {
  const { t } = useTranslation('support');
  const { t: desk } = useTranslation('supportDesk');
  const { t: relay } = useTranslation('supportRelay');
  const isOver = row.state === 'done';
  const details = { id: 'details', label: desk('menu.details'), icon: Info, onSelect: () => onAction('details') };
  const always = mayManage ? [details, { id: 'relay', label: relay('open'), icon: Binary, onSelect: () => onAction('relay') }] : [details];
  const running = [
    { id: 'give', label: desk('menu.give'), icon: UserRoundCheck, onSelect: () => onAction('give') },
    { id: 'end', label: desk('menu.end'), icon: CircleStop, isDangerous: true, onSelect: () => onAction('end') },
  ];
  return (
    <div className="flex items-center justify-end gap-1">
      {!isOver && (
        <Button size="dense" onClick={() => onAction(isMine ? 'open' : 'take')}>
          {t(isMine ? 'list.open' : 'list.take')}
        </Button>
      )}
      <RowMenu name={row.customerName || t('list.nobody')} entries={isOver ? always : [...always, ...running]} />
    </div>
  );
}
