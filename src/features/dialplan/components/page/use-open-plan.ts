import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { validatePlan } from '../../../../../protocol/dialplan/validate.ts';
import type { PlanDetail, PlanLive, PlanWorld } from '../../../../../protocol/dialplan/api.ts';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import { CanvasMarks } from '../../state/canvas-marks.ts';
import type { CanvasPort } from '../../state/canvas-port.ts';
import type { UnsentChanges } from '../../state/draft-saver.ts';
import { FindingsStore } from '../../state/findings-store.ts';
import { PlanEditor } from '../../state/plan-editor.ts';
import { OtherPlans } from '../../state/plan-set.ts';
import { Simulator } from '../../state/simulator.ts';
import { createUnsentStore } from '../../state/unsent-store.ts';
import { useLines } from '../lines-context.tsx';
import { usePlansApi } from '../use-plans-api.ts';

function schedule(delayMs: number, task: () => void): () => void {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
}

const IDLE_TIMEOUT_MS = 1_000;
const PAUSE_MS = 150;

/** After a pause, when the page has nothing better to do. */
function whenIdle(task: () => void): () => void {
  let idle = 0;
  const timer = setTimeout(() => {
    if ('requestIdleCallback' in globalThis) idle = requestIdleCallback(task, { timeout: IDLE_TIMEOUT_MS });
    else task();
  }, PAUSE_MS);
  return () => {
    clearTimeout(timer);
    if (idle !== 0) cancelIdleCallback(idle);
  };
}

/** Local time of this machine as `YYYY-MM-DDTHH:MM`, in the zone of the tenant. */
function localNow(timeZone: string): string {
  return new Date().toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).replace(' ', 'T');
}

export interface OpenPlanOptions {
  readonly detail: PlanDetail;
  /** Changes of an earlier visit that never reached the server. */
  readonly left: UnsentChanges | undefined;
  readonly world: PlanWorld;
  readonly mayUpdate: boolean;
}

/** Everything that lives as long as a plan is open. */
export function useOpenPlan({ detail, left, world, mayUpdate }: OpenPlanOptions) {
  const api = usePlansApi();
  const canvas = useRef<CanvasPort>(null);
  const [parts] = useState(() => {
    /** The tenant's things change while the plan is open; what lives as long as it asks here. */
    const around = { world };
    const editor = new PlanEditor({
      api,
      detail,
      unsent: createUnsentStore(detail.id),
      isReadOnly: !mayUpdate,
      now: () => Date.now(),
      schedule,
    });
    const marks = new CanvasMarks();
    const findings = new FindingsStore({ check: (plan) => validatePlan(plan, around.world), whenIdle });
    const others = new OtherPlans(api);
    const plansFor = (plan: typeof editor.plan) => others.setFor(detail.id, plan, around.world);
    const simulator = new Simulator({
      planId: detail.id,
      marks,
      plan: () => editor.plan,
      world: () => around.world,
      plansFor,
      now: localNow(world.timeZone),
    });
    return { editor, marks, findings, simulator, plansFor, around };
  });
  const { editor, findings, marks } = parts;
  const lines = useLines();
  useEffect(() => {
    Object.assign(parts.around, { world });
    const attached = lines.map(({ entryId, number }) => ({ entryId, number }));
    findings.handleWorld((plan) => validatePlan(plan, { ...world, planId: parts.editor.planId, attached }));
  }, [parts, findings, world, lines]);
  useEffect(() => {
    if (left !== undefined) editor.takeUp(left);
  }, [editor, left]);
  useEffect(() => {
    findings.handlePlan(editor.plan);
    const stop = editor.document.view.subscribe(({ plan }, before) => {
      if (plan === before.plan) return;
      findings.handlePlan(plan);
      marks.handlePlan(plan);
      // What is drawn over the plan was about the plan before.
      if (marks.view.getState().path !== undefined) parts.simulator.reset();
    });
    return () => {
      stop();
      findings.close();
    };
  }, [editor, findings, marks, parts]);
  useLeaving(editor);
  const context = useMemo(() => ({ editor, marks, findings, canvas }), [editor, marks, findings]);
  return { ...parts, context };
}

/** What waits is sent when the page goes out of sight, and again when the network is back. */
function useLeaving(editor: PlanEditor): void {
  useEffect(() => {
    const scope = new AbortController();
    const { signal } = scope;
    document.addEventListener('visibilitychange', () => void (document.visibilityState === 'hidden' && editor.saver.flush()), { signal });
    addEventListener('online', () => editor.saver.retry(), { signal });
    editor.saver.stay();
    return () => {
      scope.abort();
      void editor.saver.leave();
    };
  }, [editor]);
}

/** Keeps up with what others do: newer drafts, published versions, calls in the plan. */
export function useLivePlan(editor: PlanEditor, marks: CanvasMarks): PlanLive | undefined {
  const { live } = usePlatform();
  const api = usePlansApi();
  const queries = useQueryClient();
  const [now, setNow] = useState<PlanLive>();
  const { planId } = editor;
  useEffect(() => {
    const scope = new AbortController();
    const { signal } = scope;
    const look = async (): Promise<void> => {
      const answer = await api.live(planId, signal).catch(() => undefined);
      if (answer === undefined || signal.aborted) return;
      setNow(answer);
      marks.showLive(answer.nodes);
    };
    void look();
    live.onNotification('plan.live', (news) => void (news.planId === planId && (marks.showLive(news.nodes), look())), signal);
    live.onNotification(
      'plan.changed',
      (news) => {
        if (news.planId !== planId) return;
        void editor.handleChangedElsewhere(news.revision);
        void queries.invalidateQueries({ queryKey: ['plan', planId] });
        void queries.invalidateQueries({ queryKey: ['plan-lines', planId] });
      },
      signal,
    );
    live.on('missed', () => void look(), signal);
    return () => scope.abort();
  }, [live, api, queries, planId, editor, marks]);
  return now;
}

/** Whether the draft has changes that the published version lacks, also those that are not stored yet. */
export function useIsDraftChanged(editor: PlanEditor, detail: PlanDetail): boolean {
  const { kind } = useStore(editor.saver.state);
  return detail.isDraftChanged || kind !== 'saved' || editor.saver.revision > detail.revision;
}
