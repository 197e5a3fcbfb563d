import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../../../../protocol/dialplan/api.ts';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import type { UnsentChanges } from '../../state/draft-saver.ts';
import { ChooserProvider } from '../chooser/chooser-context.ts';
import { ConflictNotice } from '../dialogs/conflict-notice.tsx';
import { Drawer, type DrawerTab } from '../drawer/drawer.tsx';
import { EditorProvider } from '../editor-context.tsx';
import { FindingsPanel } from '../findings/findings-panel.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { PartList } from '../list-view/part-list.tsx';
import { LivePanel } from '../live/live-panel.tsx';
import { Palette } from '../palette/palette.tsx';
import { PlansForProvider } from '../plans-for-context.ts';
import { SimulatePanel } from '../simulate/simulate-panel.tsx';
import { SimulatorProvider } from '../simulate/simulator-context.ts';
import { TestsPanel } from '../tests/tests-panel.tsx';
import { VersionsPanel } from '../versions/versions-panel.tsx';
import { useWorld } from '../world-context.tsx';
import { Announcer } from './announcer.tsx';
import { CanvasToolbar } from './canvas-toolbar.tsx';
import { PlanHeader } from './plan-header.tsx';
import { useIsDraftChanged, useLivePlan, useOpenPlan } from './use-open-plan.ts';
import { useTidy } from './use-tidy.ts';
import { useWorkspace, type WorkspaceState } from './use-workspace.ts';
import { WorkspaceDialogs } from './workspace-dialogs.tsx';

const Canvas = lazy(() => import('../../editor/canvas.tsx').then((module) => ({ default: module.Canvas })));

export interface PlanWorkspaceProps {
  /** The plan as it was when the page opened. */
  first: PlanDetail;
  left: UnsentChanges | undefined;
  /** The plan as the server has it now. */
  detail: PlanDetail;
  mayUpdate: boolean;
}

/** The editor around a plan: what it holds lives here, what it shows below. */
export function PlanWorkspace({ first, left, detail, mayUpdate }: PlanWorkspaceProps) {
  const world = useWorld();
  const open = useOpenPlan({ detail: first, left, world, mayUpdate });
  const live = useLivePlan(open.editor, open.marks);
  const isDraftChanged = useIsDraftChanged(open.editor, detail);
  const shown = useMemo(() => ({ ...detail, isDraftChanged }), [detail, isDraftChanged]);
  return (
    <EditorProvider value={open.context}>
      <SimulatorProvider value={open.simulator}>
        <PlansForProvider value={open.plansFor}>
          <Workspace
            detail={shown}
            panels={{
              findings: <FindingsPanel />,
              simulate: <SimulatePanel />,
              tests: <TestsPanel />,
              versions: <VersionsPanel publishedVersion={detail.publishedVersion} />,
              live: <LivePanel live={live} />,
            }}
          />
        </PlansForProvider>
      </SimulatorProvider>
    </EditorProvider>
  );
}

interface WorkspaceProps {
  detail: PlanDetail;
  panels: Readonly<Record<DrawerTab, ReactNode>>;
}

/** Palette, canvas, inspector and drawer; on a narrow screen a list, and sheets for the rest. */
function Workspace({ detail, panels }: WorkspaceProps) {
  const { t } = useTranslation('dialplan');
  const work = useWorkspace();
  const { isNarrow, mayUpdate, dialog, setDialog, showTab, searchBox, openPart, frame } = work;
  const close = (): void => setDialog(undefined);
  return (
    <ChooserProvider value={work.choose}>
      <div ref={frame} className="flex h-full min-h-0 flex-col">
        <PlanHeader
          detail={detail}
          onSimulate={() => showTab('simulate')}
          onVersions={() => showTab('versions')}
          onPublish={() => setDialog({ kind: 'publish' })}
          onRename={() => setDialog({ kind: 'rename' })}
          onKeys={work.actions.onHelp}
        />
        <ConflictNotice name={detail.name} />
        <div className="flex min-h-0 flex-1">
          {mayUpdate && (
            <div className="hidden w-52 shrink-0 border-r lg:block">
              <Palette searchBox={searchBox} onAdded={openPart} />
            </div>
          )}
          <Middle work={work} panels={panels} />
          {!isNarrow && (
            <div className="w-72 shrink-0 border-l xl:w-80">
              <Inspector />
            </div>
          )}
        </div>
        {dialog?.kind === 'inspector' && (
          <Dialog isOpen title={t('inspector.name')} onClose={close}>
            <div className="-m-4">
              <Inspector />
            </div>
          </Dialog>
        )}
        <WorkspaceDialogs dialog={dialog} detail={detail} onClose={close} onAdded={openPart} />
        <Announcer />
      </div>
    </ChooserProvider>
  );
}

/** The plan, and the checks below it or, on a narrow screen, in its place. */
function Middle({ work, panels }: { work: WorkspaceState; panels: WorkspaceProps['panels'] }) {
  const { isNarrow, isDrawerOpen, setDrawerOpen, tab, showTab } = work;
  const isSheet = isNarrow && isDrawerOpen;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      {!isSheet && <PlanView work={work} />}
      {isNarrow && <NarrowTabs isSheet={isSheet} onPlan={() => setDrawerOpen(false)} onDrawer={() => setDrawerOpen(true)} />}
      {(!isNarrow || isSheet) && (
        <Drawer
          tab={tab}
          isOpen={isDrawerOpen}
          isSheet={isSheet}
          onTab={showTab}
          onToggle={() => setDrawerOpen(!isDrawerOpen)}
          panels={panels}
        />
      )}
    </div>
  );
}

function PlanView({ work }: { work: WorkspaceState }) {
  const { view, setView, actions, choose, openPart } = work;
  const { tidy, isTidying } = useTidy();
  return (
    <>
      <CanvasToolbar
        view={view}
        onView={setView}
        onAdd={actions.onAdd}
        onFind={actions.onFind}
        onTidy={() => void tidy()}
        isTidying={isTidying}
      />
      <div className="min-h-0 flex-1">
        {view === 'list' ? (
          <PartList onOpen={openPart} />
        ) : (
          <Suspense fallback={<SkeletonRows />}>
            <Canvas actions={actions} onDropLine={choose} />
          </Suspense>
        )}
      </div>
    </>
  );
}

function NarrowTabs({ isSheet, onPlan, onDrawer }: { isSheet: boolean; onPlan: () => void; onDrawer: () => void }) {
  const { t } = useTranslation('dialplan');
  const style =
    'flex-1 min-h-11 text-dense font-medium text-n11 border-t-2 border-transparent aria-pressed:border-accent aria-pressed:text-n12';
  return (
    <div className="order-last flex shrink-0 border-t bg-surface">
      <button type="button" aria-pressed={!isSheet} onClick={onPlan} className={style}>
        {t('partList.name')}
      </button>
      <button type="button" aria-pressed={isSheet} onClick={onDrawer} className={style}>
        {t('drawer.name')}
      </button>
    </div>
  );
}
