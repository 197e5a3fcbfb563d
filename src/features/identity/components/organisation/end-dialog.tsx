import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { goneAtMs } from '../../../../../protocol/identity/tenant-end.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { PasswordField } from '../../../../ui/field/password-field.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { useMe } from '../session-context.tsx';
import { dayOf } from './day-of.ts';
import { useEnding } from './use-organisation.ts';

export interface EndDialogProps {
  readonly name: string;
  readonly onClose: () => void;
}

/** Says what ends now and what is deleted when, and wants the name and the password: nobody ends an organisation by a slip. */
export function EndDialog({ name, onClose }: EndDialogProps) {
  const { t } = useTranslation('organisation');
  const formId = useId();
  const ending = useEnding();
  const [nowMs] = useState(() => Date.now());
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState('');
  const [isAsked, setAsked] = useState(false);
  const errors = useErrors(ending.error, { isNameRight: typed.trim() === name, hasPassword: password !== '', isAsked });
  const gone = goneAtMs(nowMs);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (typed.trim() !== name || password === '' || ending.isPending) return;
    ending.mutate({ name: typed, password }, { onSuccess: onClose });
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('end.title', { name })}
      onClose={onClose}
      isBusy={ending.isPending}
      footer={
        <>
          <Button onClick={onClose} disabled={ending.isPending}>
            {t('cancel')}
          </Button>
          <Button type="submit" form={formId} tone="danger" isBusy={ending.isPending}>
            {t('end.action')}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-5 text-body text-pretty">
        <li>{t('end.now')}</li>
        <li>{t('end.stay')}</li>
        <li>{t('end.pbx', { date: dayOf(gone.pbx) })}</li>
        <li>{t('end.support', { date: dayOf(gone.support) })}</li>
        <li>{t('end.held')}</li>
        <li>{t('end.undo', { date: dayOf(gone.pbx) })}</li>
      </ul>
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        {errors.other !== undefined && <Notice tone="error">{errors.other}</Notice>}
        <Account />
        <TextField
          label={t('end.name')}
          hint={t('end.nameHint', { name })}
          autoComplete="off"
          maxLength={200}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          error={errors.name}
        />
        <PasswordField
          label={t('end.password')}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={({ target }) => {
            setPassword(target.value);
            ending.reset();
          }}
          error={errors.password}
        />
      </form>
    </Dialog>
  );
}

/** Password managers find the password by it. */
function Account() {
  return <input type="text" name="username" autoComplete="username" value={useMe()?.email ?? ''} readOnly hidden />;
}

interface Entered {
  readonly isNameRight: boolean;
  readonly hasPassword: boolean;
  readonly isAsked: boolean;
}

function useErrors(failure: unknown, { isNameRight, hasPassword, isAsked }: Entered) {
  const { t } = useTranslation('organisation');
  const problem = useProblem();
  const fields = failure instanceof ApiFailure ? failure.fields : {};
  const isFields = fields['name'] !== undefined || fields['password'] !== undefined;
  const { title, advice } = problem(failure);
  return {
    name: (isAsked && !isNameRight) || fields['name'] !== undefined ? t('end.nameDiffers') : undefined,
    password: isAsked && !hasPassword ? t('end.passwordMissing') : fields['password'] !== undefined ? t('end.passwordWrong') : undefined,
    other: failure === null || isFields ? undefined : `${title} ${advice}`,
  };
}
