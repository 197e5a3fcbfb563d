import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import type { SealingState } from '../../state/sealing/sealing-desk.ts';
import { Comparison } from './comparison.tsx';
import { BrowserNameField } from './name-field.tsx';
import { useSealing, useSealingChange } from './sealing-context.tsx';
import { SealingFailure } from './sealing-failure.tsx';

/** What somebody can do whose browser is not approved: ask, read a number to an administrator, or type the recovery code. */
export function JoinPart({ state }: { state: SealingState & { kind: 'stranger' | 'waiting' } }) {
  const { t } = useTranslation('sealing');
  const { desk, maySeal } = useSealing();
  const change = useSealingChange();
  const [isRecovering, setRecovering] = useState(false);
  return (
    <section aria-label={t(`${state.kind}.title`)} className="flex flex-col items-start gap-3">
      <h3 className="text-dense font-semibold">{t(`${state.kind}.title`)}</h3>
      <p className="text-dense text-n11">{t(`${state.kind}.text`)}</p>
      {state.kind === 'waiting' ? (
        <>
          <Comparison label={t('waiting.number')} number={state.number} />
          <Button size="dense" isBusy={change.isBusy} onClick={() => void change.run(() => desk.withdraw(state.browserId))}>
            {t('waiting.withdraw')}
          </Button>
        </>
      ) : (
        <Ask />
      )}
      {maySeal && (
        <Button size="dense" tone="quiet" onClick={() => setRecovering(true)}>
          {t('recover.open')}
        </Button>
      )}
      <SealingFailure failure={change.failure} />
      {isRecovering && <RecoverDialog onClose={() => setRecovering(false)} />}
    </section>
  );
}

function Ask() {
  const { t } = useTranslation('sealing');
  const { desk } = useSealing();
  const change = useSealingChange();
  const [name, setName] = useState('');
  const [isMissing, setMissing] = useState(false);
  const ask = async (): Promise<void> => {
    setMissing(name.trim() === '');
    if (name.trim() !== '') await change.run(() => desk.ask(name.trim()));
  };
  return (
    <form
      noValidate
      className="flex w-full max-w-100 flex-col items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <div className="w-full">
        <BrowserNameField value={name} onValueChange={setName} isMissing={isMissing} />
      </div>
      <Button type="submit" tone="primary" isBusy={change.isBusy}>
        {t('stranger.ask')}
      </Button>
      <SealingFailure failure={change.failure} />
    </form>
  );
}

function RecoverDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('sealing');
  const { t: ui } = useTranslation('ui');
  const { desk } = useSealing();
  const change = useSealingChange();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [isMissing, setMissing] = useState(false);
  const recover = async (): Promise<void> => {
    setMissing(name.trim() === '');
    if (name.trim() !== '' && (await change.run(() => desk.recover(code, name.trim())))) onClose();
  };
  return (
    <Dialog
      isOpen
      title={t('recover.title')}
      onClose={onClose}
      isBusy={change.isBusy}
      footer={
        <>
          <Button onClick={onClose} disabled={change.isBusy}>
            {ui('cancel')}
          </Button>
          <Button tone="primary" isBusy={change.isBusy} onClick={() => void recover()}>
            {t('recover.action')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('recover.code')}
        isRequired
        autoComplete="off"
        spellCheck={false}
        className="font-mono"
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <BrowserNameField value={name} onValueChange={setName} isMissing={isMissing} />
      <SealingFailure failure={change.failure} />
    </Dialog>
  );
}
