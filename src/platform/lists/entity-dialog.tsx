import type { FormEvent, ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useProblem } from '../http/use-problem.ts';
import { Button } from '../../ui/button/button.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { Dialog, type DialogProps } from '../../ui/overlay/dialog.tsx';
import type { EntityForm } from './use-entity-form.ts';

export interface EntityDialogProps<Fields extends FieldValues> {
  title: string;
  isNew: boolean;
  entityForm: EntityForm<Fields>;
  onClose: () => void;
  /** See `Dialog`; wide where fields have long names. */
  size?: DialogProps['size'];
  children: ReactNode;
}

const FORM_ID = 'entity-form';

/** The dialog around an entity's fields: what failed, whose entries count, save. */
export function EntityDialog<Fields extends FieldValues>({
  title,
  isNew,
  entityForm,
  onClose,
  size = 'normal',
  children,
}: EntityDialogProps<Fields>) {
  const { t } = useTranslation('lists');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    entityForm.submit();
  };
  return (
    <Dialog
      isOpen
      size={size}
      title={title}
      onClose={onClose}
      isBusy={entityForm.isBusy}
      footer={
        <>
          <Button onClick={onClose} disabled={entityForm.isBusy}>
            {t('cancel')}
          </Button>
          <Button tone="primary" type="submit" form={FORM_ID} isBusy={entityForm.isBusy}>
            {isNew ? t('create') : t('save')}
          </Button>
        </>
      }
    >
      <FailureNotice entityForm={entityForm} />
      <form id={FORM_ID} onSubmit={submit} noValidate className="grid gap-4 sm:grid-cols-2">
        {children}
      </form>
    </Dialog>
  );
}

function FailureNotice<Fields extends FieldValues>({ entityForm }: { entityForm: EntityForm<Fields> }) {
  const { t } = useTranslation('lists');
  const toProblem = useProblem();
  if (entityForm.failure === undefined) return null;
  if (entityForm.hasConflict) {
    return (
      <Notice tone="warning">
        <p className="pb-2">{t('conflict.text')}</p>
        <div className="flex flex-wrap gap-2">
          <Button size="dense" onClick={entityForm.takeTheirs} isBusy={entityForm.isBusy}>
            {t('conflict.reload')}
          </Button>
          <Button size="dense" onClick={entityForm.keepMine} isBusy={entityForm.isBusy}>
            {t('conflict.keep')}
          </Button>
        </div>
      </Notice>
    );
  }
  const { title, advice } = toProblem(entityForm.failure);
  return (
    <Notice tone="error">
      <strong className="font-semibold">{title}</strong> {advice}
    </Notice>
  );
}
