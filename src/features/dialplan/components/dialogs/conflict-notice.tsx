import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { useNavigate } from '../../../../platform/router/router-context.tsx';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { fileOfPlan } from '../../state/plan-file.ts';
import { useEditor } from '../editor-context.tsx';
import { usePlansApi } from '../use-plans-api.ts';

/** Somebody else stored the draft meanwhile: the person decides; nothing of theirs is lost by the question. */
export function ConflictNotice({ name }: { name: string }) {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  const api = usePlansApi();
  const navigate = useNavigate();
  const toProblem = useProblem();
  const { kind } = useStore(editor.saver.state);
  const [isBusy, setBusy] = useState(false);
  if (kind !== 'conflict') return null;
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await work();
    } catch (failure) {
      const { title, advice } = toProblem(failure);
      toasts.show({ tone: 'error', text: `${title} ${advice}` });
    } finally {
      setBusy(false);
    }
  };
  const showTheirs = () => attempt(async () => editor.showTheirs(await api.plan(editor.planId)));
  const keepMine = () =>
    attempt(async () => {
      const { plan } = await api.import(t('conflict.copyName', { name }), fileOfPlan(name, editor.plan));
      editor.showTheirs(await api.plan(editor.planId));
      toasts.show({ tone: 'success', text: t('conflict.copied', { name: plan.name }) });
      navigate(`/plans/${plan.id}`);
    });
  return (
    <div className="border-b p-2">
      <Notice tone="warning">
        <p className="pb-2">{t('conflict.text')}</p>
        <div className="flex flex-wrap gap-2">
          <Button size="dense" isBusy={isBusy} onClick={() => void showTheirs()}>
            {t('conflict.theirs')}
          </Button>
          <Button size="dense" isBusy={isBusy} onClick={() => void keepMine()}>
            {t('conflict.mine')}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
