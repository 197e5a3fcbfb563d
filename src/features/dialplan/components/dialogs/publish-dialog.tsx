import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { PlanDetail, PublishAnswer } from '../../../../../protocol/dialplan/api.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { useEditorParts } from '../editor-context.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { LongText } from '../fields/long-text.tsx';
import { FindingLine } from '../findings/finding-line.tsx';
import { useLines } from '../lines-context.tsx';
import { usePlansApi } from '../use-plans-api.ts';

export interface PublishDialogProps {
  detail: PlanDetail;
  onClose: () => void;
  onPublished: () => void;
}

/** Makes the draft what callers get, after the linter and the saved tests agree. */
export function PublishDialog({ detail, onClose, onPublished }: PublishDialogProps) {
  const { t } = useTranslation('dialplan');
  const { findings } = useEditorParts();
  const lines = useLines();
  const { publish, answer, failure, isBusy } = usePublish({ detail, onClose, onPublished });
  const [note, setNote] = useState('');
  const errors = useStore(findings.view, (view) => view.all).filter(({ severity }) => severity === 'error');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void publish(note);
  };
  return (
    <Dialog
      isOpen
      title={t('publish.title', { name: detail.name })}
      onClose={onClose}
      isBusy={isBusy}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="primary" type="submit" form="publish-plan" isBusy={isBusy} disabled={errors.length > 0}>
            {t('publish.action')}
          </Button>
        </>
      }
    >
      {failure !== undefined && <PublishFailure failure={failure} />}
      {answer?.outcome === 'refused' && <Refusal answer={answer} />}
      {errors.length > 0 && answer === undefined && (
        <Notice tone="error">
          <p className="pb-2">{t('publish.errors', { count: errors.length })}</p>
          <ul className="flex flex-col gap-1">
            {errors.slice(0, 6).map((finding, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- two findings may say the same
              <FindingLine key={index} finding={finding} />
            ))}
          </ul>
        </Notice>
      )}
      {lines.length === 0 && <Notice tone="warning">{t('publish.noLines')}</Notice>}
      <form id="publish-plan" onSubmit={submit} className="flex flex-col gap-3">
        <p className="text-dense text-n11">{t('publish.text')}</p>
        <LongText label={t('publish.note')} value={note} onChange={setNote} />
      </form>
    </Dialog>
  );
}

function usePublish({ detail, onClose, onPublished }: PublishDialogProps) {
  const { t } = useTranslation('dialplan');
  const api = usePlansApi();
  const { editor } = useEditorParts();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [answer, setAnswer] = useState<PublishAnswer>();
  const publish = async (note: string): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    setAnswer(undefined);
    try {
      const isStored = await editor.saver.flush();
      if (!isStored) return setFailure(new ApiFailure('no-answer', 'PUT draft'));
      const given = await api.publish(detail.id, { revision: editor.saver.revision, publishedVersion: detail.publishedVersion, note });
      if (given.outcome === 'refused') return setAnswer(given);
      toasts.show({ tone: 'success', text: t('publish.done', { number: given.version }) });
      onPublished();
      onClose();
    } catch (cause) {
      setFailure(cause);
    } finally {
      setBusy(false);
    }
    return undefined;
  };
  return { publish, answer, failure, isBusy };
}

function PublishFailure({ failure }: { failure: unknown }) {
  const { t } = useTranslation('dialplan');
  if (failure instanceof ApiFailure && failure.code === 'changed-meanwhile') return <Notice tone="error">{t('publish.meanwhile')}</Notice>;
  return <FailureNotice failure={failure} />;
}

function Refusal({ answer }: { answer: Extract<PublishAnswer, { outcome: 'refused' }> }) {
  const { t } = useTranslation('dialplan');
  return (
    <Notice tone="error">
      <p className="pb-2">{t('publish.refused')}</p>
      <ul className="flex flex-col gap-1">
        {answer.findings.map((finding, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- two findings may say the same
          <FindingLine key={index} finding={{ ...finding, planNodeId: finding.planNodeId, path: finding.path }} />
        ))}
        {answer.failedTests.map(({ id, name }) => (
          <li key={id} className="px-2.5">
            {t('publish.failedTest', { name })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
