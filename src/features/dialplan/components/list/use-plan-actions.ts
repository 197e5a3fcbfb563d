import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { fileOfPlan } from '../../state/plan-file.ts';
import { saveFile } from '../save-file.ts';
import { usePlansApi } from '../use-plans-api.ts';

/** What can be done with a plan without opening it. Failures are told by a toast. */
export function usePlanActions() {
  const { t } = useTranslation('dialplan');
  const api = usePlansApi();
  const queries = useQueryClient();
  const toProblem = useProblem();

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (failure) {
      const { title, advice } = toProblem(failure);
      toasts.show({ tone: 'error', text: `${title} ${advice}` });
    }
  };
  return {
    /** Makes a plan of its own with the same draft. */
    duplicate: ({ id, name }: { id: string; name: string }) =>
      attempt(async () => {
        const { draft } = await api.plan(id);
        const { plan } = await api.import(t('list.copyOf', { name }), fileOfPlan(name, draft));
        await queries.invalidateQueries({ queryKey: ['plans'] });
        toasts.show({ tone: 'success', text: t('list.duplicated', { name: plan.name }) });
      }),
    /** Gives the draft to the browser as a file. */
    save: ({ id }: { id: string }) =>
      attempt(async () => {
        const { name, draft } = await api.plan(id);
        saveFile(`${name}.json`, JSON.stringify(fileOfPlan(name, draft), undefined, 2));
      }),
  };
}
