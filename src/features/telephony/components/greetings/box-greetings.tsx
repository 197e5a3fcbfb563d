import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxGreetings, type GreetingChoice } from '../../../../../protocol/telephony/greetings.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { ErrorState } from '../../../../ui/feedback/error-state.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { Select } from '../../../../ui/field/select.tsx';
import { GreetingList } from './greeting-list.tsx';
import { GreetingSchedule } from './greeting-schedule.tsx';
import { HeardNow } from './heard-now.tsx';
import { NewGreeting } from './new-greeting.tsx';
import { TemporaryGreeting } from './temporary-greeting.tsx';
import { useVoicemailApi } from './use-voicemail-api.ts';

export interface BoxGreetingsProps {
  box: { readonly id: string; readonly version: number; readonly greetings: GreetingChoice };
  /** The box is another one on the server now: read it again. */
  onChanged: () => Promise<unknown>;
}

/** What callers of a box hear: which greetings it has, and when which one plays. Everything is in force at once. */
export function BoxGreetings({ box, onChanged }: BoxGreetingsProps) {
  const { t } = useTranslation('voicemail');
  const api = useVoicemailApi();
  const problem = useProblem();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const queryKey = ['voicemail-greetings', box.id];
  const greetings = useQuery({ queryKey, queryFn: () => api.greetings(box.id) });
  const schedules = useQuery({ queryKey: ['voicemail-schedules'], queryFn: ({ signal }) => api.schedules(signal) });
  if (greetings.isError) return <ErrorState problem={problem(greetings.error)} onRetry={() => void greetings.refetch()} />;
  if (greetings.data === undefined) return <SkeletonRows count={3} />;
  const known = greetings.data;
  const choices = known.map(({ id, name }) => ({ value: id, label: name }));
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setFailure(undefined);
    let isDone = true;
    try {
      await work();
    } catch (error) {
      isDone = false;
      setFailure(error);
    }
    await Promise.all([onChanged(), queries.invalidateQueries({ queryKey })]);
    return isDone;
  };
  const choose = (part: Partial<GreetingChoice>): void =>
    void attempt(() => api.updateBox(box.id, { version: box.version, greetings: part }));
  const { greetings: choice } = box;
  const schedule = schedules.data?.find(({ id }) => id === choice.scheduleId);
  return (
    <div className="flex flex-col gap-4">
      {failure !== undefined && <Notice tone="error">{`${problem(failure).title} ${problem(failure).advice}`}</Notice>}
      <HeardNow choice={choice} greetings={known} schedule={schedule} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={t('settings.greeting')}
          value={choice.greetingId ?? ''}
          options={[{ value: '', label: t('settings.standard') }, ...choices]}
          onValueChange={(id) => choose({ greetingId: id === '' ? null : id })}
        />
        <Select
          label={t('settings.busyGreeting')}
          value={choice.busyGreetingId ?? ''}
          options={[{ value: '', label: t('settings.same') }, ...choices]}
          onValueChange={(id) => choose({ busyGreetingId: id === '' ? null : id })}
        />
      </div>
      <TemporaryGreeting temporary={choice.temporary} choices={choices} onChange={(temporary) => choose({ temporary })} />
      <GreetingSchedule choice={choice} choices={choices} schedules={schedules.data ?? []} onChange={choose} />
      <GreetingList greetings={known} onRemove={(id) => attempt(() => api.deleteGreeting(id))} />
      {known.length >= maxGreetings ? (
        <Notice tone="info">{t('greetings.full', { count: maxGreetings })}</Notice>
      ) : (
        <NewGreeting
          onSave={(made) =>
            attempt(async () => {
              const { id } = await made(api, box.id);
              // Who makes their first greeting wants it to be heard.
              if (choice.greetingId === null) await api.updateBox(box.id, { version: box.version, greetings: { greetingId: id } });
            })
          }
        />
      )}
    </div>
  );
}
