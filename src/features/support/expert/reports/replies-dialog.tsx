import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Plus, Trash2 } from 'lucide-react';
import { cannedRepliesSchema, type CannedReplies, type CannedReply } from '../../../../../protocol/support/session.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { TextArea } from '../../../../ui/field/text-area.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { useSupportApi } from '../use-support-api.ts';

const queryKey = ['canned-replies'];

/** The tenant's ready answers. */
export function RepliesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('supportDesk');
  const api = useSupportApi();
  // What somebody works on is not replaced while they do.
  const kept = useQuery({ queryKey, queryFn: ({ signal }) => api.cannedReplies(signal), staleTime: Infinity, refetchOnMount: 'always' });
  if (kept.data && kept.isFetchedAfterMount) return <RepliesEditor kept={kept.data} onClose={onClose} />;
  return (
    <Dialog isOpen size="wide" title={t('replies.title')} onClose={onClose}>
      <FailureNotice failure={kept.error} />
      {!kept.isError && <SkeletonRows count={4} />}
    </Dialog>
  );
}

type Written = CannedReply & { readonly key: string };

function RepliesEditor({ kept, onClose }: { readonly kept: CannedReplies; readonly onClose: () => void }) {
  const { t } = useTranslation('supportDesk');
  const [items, setItems] = useState<readonly Written[]>(() => kept.items.map((item) => ({ ...item, key: crypto.randomUUID() })));
  const [isIncomplete, setIncomplete] = useState(false);
  const save = useSaving(onClose);
  const change = (key: string, fields: Partial<CannedReply>): void =>
    setItems(items.map((item) => (item.key === key ? { ...item, ...fields } : item)));
  const send = (): void => {
    const replies = cannedRepliesSchema.safeParse({ items, version: kept.version });
    setIncomplete(!replies.success);
    if (replies.success) save.mutate(replies.data);
  };
  const isConflict = save.error instanceof ApiFailure && save.error.code === 'changed-meanwhile';
  return (
    <Dialog
      isOpen
      size="wide"
      title={t('replies.title')}
      onClose={onClose}
      isBusy={save.isPending}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="primary" isBusy={save.isPending} onClick={send}>
            {t('save')}
          </Button>
        </>
      }
    >
      <p className="text-dense text-n11">{t(items.length === 0 ? 'replies.empty' : 'replies.text')}</p>
      {isConflict ? <Notice tone="warning">{t('replies.conflict')}</Notice> : <FailureNotice failure={save.error} />}
      {isIncomplete && <Notice tone="error">{t('replies.incomplete')}</Notice>}
      <ul className="flex flex-col gap-3">
        {items.map((item, at) => (
          <ReplyRow
            key={item.key}
            reply={item}
            number={at + 1}
            onChange={(fields) => change(item.key, fields)}
            onRemove={() => setItems(items.filter(({ key }) => key !== item.key))}
          />
        ))}
      </ul>
      <Button icon={Plus} className="self-start" onClick={() => setItems([...items, { key: crypto.randomUUID(), title: '', text: '' }])}>
        {t('replies.add')}
      </Button>
    </Dialog>
  );
}

function useSaving(onSaved: () => void) {
  const { t } = useTranslation('supportDesk');
  const api = useSupportApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (replies: CannedReplies) => api.setCannedReplies(replies),
    onSuccess: (replies) => {
      client.setQueryData(queryKey, replies);
      toasts.show({ tone: 'success', text: t('replies.saved') });
      onSaved();
    },
  });
}

interface ReplyRowProps {
  readonly reply: CannedReply;
  readonly number: number;
  readonly onChange: (fields: Partial<CannedReply>) => void;
  readonly onRemove: () => void;
}

function ReplyRow({ reply, number, onChange, onRemove }: ReplyRowProps) {
  const { t } = useTranslation('supportDesk');
  const name = reply.title.trim() === '' ? t('replies.unnamed', { number }) : reply.title;
  return (
    <li className="flex items-start gap-2">
      <div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-[12rem_1fr]">
        <TextField
          label={t('replies.name')}
          value={reply.title}
          maxLength={80}
          onChange={({ target }) => onChange({ title: target.value })}
        />
        <TextArea
          label={t('replies.answer')}
          rows={2}
          value={reply.text}
          maxLength={4_000}
          onChange={({ target }) => onChange({ text: target.value })}
        />
      </div>
      <IconButton icon={Trash2} label={t('replies.remove', { name })} className="mt-6" onClick={onRemove} />
    </li>
  );
}
