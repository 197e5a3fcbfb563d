import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CalendarPlus, PencilLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { useThingsApi } from '../use-things-api.ts';
import { ScheduleDialog } from './schedule-dialog.tsx';

export interface ScheduleOfNodeProps {
  scheduleId: string;
  isReadOnly: boolean;
  /** A schedule was made here: the node should use it. */
  onMade: (id: string) => void;
}

/** The hours behind a schedule node: look at them, change them, make new ones without leaving the plan. */
export function ScheduleOfNode({ scheduleId, isReadOnly, onMade }: ScheduleOfNodeProps) {
  const { t } = useTranslation('dialplan');
  const api = useThingsApi();
  const queries = useQueryClient();
  const [open, setOpen] = useState<'new' | 'edit'>();
  const { data } = useQuery({ queryKey: ['schedules'], queryFn: ({ signal }) => api.schedules(signal) });
  const chosen = data?.items.find((each) => each.id === scheduleId);
  const saved = async (id: string): Promise<void> => {
    setOpen(undefined);
    await Promise.all([queries.invalidateQueries({ queryKey: ['schedules'] }), queries.invalidateQueries({ queryKey: ['plan-world'] })]);
    if (id !== scheduleId) onMade(id);
  };
  if (isReadOnly) return null;
  return (
    <div className="flex flex-wrap gap-1.5">
      {chosen !== undefined && (
        <Button size="dense" icon={PencilLine} onClick={() => setOpen('edit')}>
          {t('schedule.edit')}
        </Button>
      )}
      <Button size="dense" icon={CalendarPlus} onClick={() => setOpen('new')}>
        {t('schedule.new')}
      </Button>
      {open !== undefined && (
        <ScheduleDialog
          existing={open === 'edit' ? chosen : undefined}
          onClose={() => setOpen(undefined)}
          onSaved={(id) => void saved(id)}
        />
      )}
    </div>
  );
}
