import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Prompt } from '../../../../protocol/media/prompts.ts';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx';
import { ConfirmDialog } from '../../../ui/overlay/confirm-dialog.tsx';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { usePromptsApi } from './media-context.tsx';

export interface DeletePromptDialogProps {
  prompt: Prompt;
  onClose: () => void;
  onDeleted: () => void;
}

/** Asks before a prompt is deleted; says what plays it when something does. */
export function DeletePromptDialog({ prompt, onClose, onDeleted }: DeletePromptDialogProps) {
  const { t } = useTranslation('media');
  const api = usePromptsApi();
  const toProblem = useProblem();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const users = useQuery({ queryKey: ['prompt-users', prompt.id], queryFn: () => api.users(prompt.id), staleTime: 0 });
  if (users.data !== undefined && users.data.items.length > 0) return <UsersDialog prompt={prompt} onClose={onClose} />;
  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.delete(prompt.id);
      onDeleted();
    } catch (error) {
      setFailure(error);
      // It may be used since we asked: then the list says by what.
      await users.refetch();
    } finally {
      setBusy(false);
    }
  };
  const problem = failure ?? users.error;
  return (
    <ConfirmDialog
      isOpen
      isDangerous
      title={t('delete.title', { name: prompt.name })}
      action={t('delete.action')}
      isBusy={isBusy || users.isPending}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      {t('delete.text')}
      {problem !== null && <Notice tone="error">{toProblem(problem).title}</Notice>}
    </ConfirmDialog>
  );
}

/** What plays a prompt. */
export function UsersDialog({ prompt, onClose }: { prompt: Prompt; onClose: () => void }) {
  const { t } = useTranslation('media');
  const api = usePromptsApi();
  const toProblem = useProblem();
  const users = useQuery({ queryKey: ['prompt-users', prompt.id], queryFn: () => api.users(prompt.id) });
  const items = users.data?.items ?? [];
  return (
    <Dialog
      isOpen
      size="small"
      title={t('users.title', { name: prompt.name })}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('close')}</Button>}
    >
      {users.isPending && <SkeletonRows count={2} />}
      {users.isError && <Notice tone="error">{toProblem(users.error).title}</Notice>}
      {users.isSuccess && <p className="text-body text-n11">{items.length === 0 ? t('users.nobody') : t('users.text')}</p>}
      {items.length > 0 && (
        <ul className="divide-y divide-n6 rounded-card border">
          {items.map(({ kind, id, name }) => (
            <li key={`${kind} ${id}`} className="flex items-baseline justify-between gap-3 px-3 py-2 text-body">
              <span className="min-w-0 truncate font-medium">{name}</span>
              <span className="shrink-0 text-caption text-n11">{t(`users.kinds.${kind}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
