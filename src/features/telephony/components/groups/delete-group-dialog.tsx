import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { ConfirmDialog } from '../../../../ui/overlay/confirm-dialog.tsx';

export interface DeleteGroupDialogProps {
  name: string;
  /** What goes along; by default that it cannot be undone. */
  text?: string;
  onDelete: () => Promise<void>;
  onDeleted: () => void;
  onClose: () => void;
}

/** Asks before a ring group, queue or shared box goes; says where it is still used when it cannot. */
export function DeleteGroupDialog({ name, text, onDelete, onDeleted, onClose }: DeleteGroupDialogProps) {
  const { t } = useTranslation('groups');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await onDelete();
      onDeleted();
    } catch (cause) {
      setFailure(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('delete.title', { name })}
      action={t('delete.action')}
      isDangerous
      isBusy={isBusy}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {failure !== undefined && <Refusal failure={failure} />}
      {text ?? t('delete.text')}
    </ConfirmDialog>
  );
}

function Refusal({ failure }: { failure: unknown }) {
  const toProblem = useProblem();
  const { title, advice } = toProblem(failure);
  const users = failure instanceof ApiFailure && failure.code === 'in-use' ? Object.values(failure.fields) : [];
  return (
    <div className="pb-3">
      <Notice tone="error">
        <strong className="font-semibold">{title}</strong> {advice}
        {users.length > 0 && (
          <ul className="list-disc pl-5">
            {users.map((user) => (
              <li key={user}>{user}</li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}
