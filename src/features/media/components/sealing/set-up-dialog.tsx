import { Printer } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { isSameCode } from '../../state/sealing/recovery-check.ts';
import type { Founding } from '../../state/sealing/sealing-desk.ts';
import { SealingMeaning } from './meaning.tsx';
import { BrowserNameField } from './name-field.tsx';
import { useSealing, useSealingChange } from './sealing-context.tsx';
import { SealingFailure } from './sealing-failure.tsx';

/** consequences → code → typing → done. Nothing is sent before the code was typed. */
type Step = { readonly kind: 'meaning' } | { readonly kind: 'code' | 'typing'; readonly founding: Founding };

/** Makes the tenant's keys in this browser. */
export function SetUpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('sealing');
  const [step, setStep] = useState<Step>({ kind: 'meaning' });
  if (step.kind === 'meaning') return <MeaningStep onClose={onClose} onMade={(founding) => setStep({ kind: 'code', founding })} />;
  const { founding } = step;
  if (step.kind === 'typing')
    return <TypingStep founding={founding} onBack={() => setStep({ kind: 'code', founding })} onClose={onClose} />;
  return (
    <StepDialog
      title={t('setUp.codeTitle')}
      onClose={onClose}
      footer={
        <>
          <Button icon={Printer} onClick={() => window.print()}>
            {t('setUp.print')}
          </Button>
          <Button tone="primary" onClick={() => setStep({ kind: 'typing', founding })}>
            {t('setUp.kept')}
          </Button>
        </>
      }
    >
      <Notice tone="warning">{t('setUp.codeText')}</Notice>
      <p
        role="img"
        aria-label={`${t('setUp.codeLabel')}: ${founding.recoveryCode}`}
        data-testid="recovery-code"
        className="rounded-input border bg-n2 px-3 py-3 text-center font-mono text-title break-words select-all"
      >
        {founding.recoveryCode}
      </p>
    </StepDialog>
  );
}

function StepDialog(props: { title: string; onClose: () => void; footer: ReactNode; isBusy?: boolean; children: ReactNode }) {
  return <Dialog isOpen size="normal" role="alertdialog" {...props} />;
}

function MeaningStep({ onClose, onMade }: { onClose: () => void; onMade: (founding: Founding) => void }) {
  const { t } = useTranslation('sealing');
  const { t: ui } = useTranslation('ui');
  const { desk } = useSealing();
  const [name, setName] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const make = async (): Promise<void> => {
    setMissing(name.trim() === '');
    if (name.trim() === '') return;
    try {
      onMade(await desk.found(name.trim()));
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <StepDialog
      title={t('setUp.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button tone="primary" onClick={() => void make()}>
            {t('setUp.next')}
          </Button>
        </>
      }
    >
      <SealingMeaning />
      <BrowserNameField value={name} onValueChange={setName} isMissing={isMissing} />
      <SealingFailure failure={failure} />
    </StepDialog>
  );
}

function TypingStep({ founding, onBack, onClose }: { founding: Founding; onBack: () => void; onClose: () => void }) {
  const { t } = useTranslation('sealing');
  const change = useSealingChange();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const finish = async (): Promise<void> => {
    const isRight = isSameCode(typed, founding.recoveryCode);
    setWrong(!isRight);
    if (!isRight || !(await change.run(() => founding.confirm()))) return;
    toasts.show({ tone: 'success', text: t('setUp.done') });
    onClose();
  };
  return (
    <StepDialog
      title={t('setUp.typeTitle')}
      onClose={onClose}
      isBusy={change.isBusy}
      footer={
        <>
          <Button onClick={onBack} disabled={change.isBusy}>
            {t('setUp.back')}
          </Button>
          <Button tone="primary" isBusy={change.isBusy} onClick={() => void finish()}>
            {t('setUp.finish')}
          </Button>
        </>
      }
    >
      <p className="text-body text-n11">{t('setUp.typeText')}</p>
      <TextField
        label={t('setUp.typed')}
        isRequired
        autoComplete="off"
        spellCheck={false}
        className="font-mono"
        value={typed}
        error={isWrong ? t('setUp.wrong') : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      <SealingFailure failure={change.failure} />
    </StepDialog>
  );
}
