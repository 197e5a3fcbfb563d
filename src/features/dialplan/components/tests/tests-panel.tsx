import { CircleCheck, CircleDashed, CircleX, FlaskConical, Play, Trash2, Waypoints } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { runTest, type TestResult } from '../../../../../protocol/dialplan/simulation-check.ts';
import type { SimulationTest } from '../../../../../protocol/dialplan/simulation-test.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { EmptyState } from '../../../../ui/feedback/empty-state.tsx';
import { ErrorState } from '../../../../ui/feedback/error-state.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { exitLabelOf, titleOf } from '../../state/node-words.ts';
import { partsOf } from '../../state/plan-parts.ts';
import { usePlan } from '../editor-context.tsx';
import { usePlansFor } from '../plans-for-context.ts';
import { useRights } from '../rights-context.ts';
import { useSimulator } from '../simulate/simulator-context.ts';
import { useWorld } from '../world-context.tsx';
import { useTests } from './use-tests.ts';

/** The saved tests: run one or all against the draft, see where one goes another way. */
export function TestsPanel() {
  const { t } = useTranslation('dialplan');
  const toProblem = useProblem();
  const { mayUpdate } = useRights();
  const { list, tests, store } = useTests();
  const { results, run, failure } = useTestRuns();
  if (list.isError) return <ErrorState problem={toProblem(list.error)} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <SkeletonRows count={3} />;
  if (tests.length === 0) return <EmptyState isCompact icon={FlaskConical} title={t('tests.none')} text={t('tests.noneText')} />;
  const remove = (test: SimulationTest): void => {
    void store(tests.filter((each) => each !== test)).then(
      () => toasts.show({ tone: 'success', text: t('tests.deleted', { name: test.name }), undo: () => void store([...tests]) }),
      (cause: unknown) => toasts.show({ tone: 'error', text: toProblem(cause).title }),
    );
  };
  const ran = tests.filter((test) => results.has(test.id));
  const passed = ran.filter((test) => results.get(test.id)?.passed === true);
  return (
    <div className="flex flex-col gap-2 p-3">
      <div className="flex items-center gap-3">
        <Button size="dense" tone="primary" icon={Play} onClick={() => void run(tests)}>
          {t('tests.runAll')}
        </Button>
        <span role="status" className="text-dense text-n11">
          {failure !== undefined
            ? toProblem(failure).title
            : ran.length > 0
              ? t('tests.result', { passed: passed.length, count: ran.length })
              : ''}
        </span>
      </div>
      <ul className="flex flex-col divide-y divide-n6">
        {tests.map((test) => (
          <TestLine key={test.id} test={test} result={results.get(test.id)} {...(mayUpdate ? { onRemove: () => remove(test) } : {})} />
        ))}
      </ul>
    </div>
  );
}

/** Results of the tests against the draft as it was when they ran. */
function useTestRuns() {
  const plan = usePlan();
  const world = useWorld();
  const plansFor = usePlansFor();
  const [ran, setRan] = useState<{ plan: typeof plan; results: ReadonlyMap<string, TestResult> }>();
  const [failure, setFailure] = useState<unknown>();
  const run = async (tests: readonly SimulationTest[]): Promise<void> => {
    setFailure(undefined);
    try {
      const planSet = await plansFor(plan);
      setRan({ plan, results: new Map(tests.map((test) => [test.id, runTest(planSet, world, test)])) });
    } catch (cause) {
      setFailure(cause);
    }
  };
  return { results: ran?.plan === plan ? ran.results : new Map<string, TestResult>(), run, failure };
}

function TestLine({ test, result, onRemove }: { test: SimulationTest; result: TestResult | undefined; onRemove?: () => void }) {
  const { t } = useTranslation('dialplan');
  const simulator = useSimulator();
  const Icon = result === undefined ? CircleDashed : result.passed ? CircleCheck : CircleX;
  const tone = result === undefined ? 'text-n11' : result.passed ? 'text-green-text' : 'text-red-text';
  const state = result === undefined ? t('tests.notRun') : result.passed ? t('tests.passed') : t('tests.failed');
  return (
    <li className="flex min-h-9 items-center gap-2 py-1 text-dense">
      <Icon aria-hidden className={`size-4 shrink-0 ${tone}`} />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{test.name}</span> <span className={tone}>{state}</span>
        {result?.passed === false && <Difference result={result} />}
      </span>
      <IconButton size="dense" icon={Waypoints} label={t('tests.show', { name: test.name })} onClick={() => void simulator.runTest(test)} />
      {onRemove !== undefined && (
        <IconButton size="dense" icon={Trash2} label={t('tests.delete', { name: test.name })} onClick={onRemove} />
      )}
    </li>
  );
}

function Difference({ result }: { result: Extract<TestResult, { passed: false }> }) {
  const { t } = useTranslation('dialplan');
  const plan = usePlan();
  const nameOf = (step: (typeof result)['expected']): string => {
    if (step === undefined) return t('tests.end');
    const part = partsOf(plan).parts.get(step.nodeId);
    if (part?.kind !== 'node') return t('field.goneName');
    return step.exit === null ? titleOf(part.node, t) : `${titleOf(part.node, t)} → ${exitLabelOf(part.node, step.exit, t)}`;
  };
  return (
    <span className="block text-n11">
      {t('tests.differs', { step: result.index + 1, expected: nameOf(result.expected), actual: nameOf(result.actual) })}
    </span>
  );
}
