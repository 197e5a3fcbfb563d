import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useReactFlow, useStoreApi } from 'reactflow';
import { useStore } from 'zustand';
import { theme } from '../../../platform/theme/page-theme.ts';
import { useEditorParts } from '../components/editor-context.tsx';
import { titleOf } from '../state/node-words.ts';
import type { Overview } from '../state/overview.ts';
import { paintOverview } from './overview-paint.ts';

/**
 * A large plan from afar as one picture below React Flow's elements: thousands of cards that cannot be read anyway cost one
 * drawing, and only when something of it changes. Names are in the elements of what is pointed at or where the keyboard is.
 */
export function OverviewLayer({ overview }: { overview: Overview }) {
  const isOn = useStore(overview.view, (view) => view.isOn);
  return isOn ? <OverviewPicture overview={overview} /> : null;
}

function OverviewPicture({ overview }: { overview: Overview }) {
  const { t } = useTranslation('dialplan');
  const { editor, marks, findings } = useEditorParts();
  const flow = useReactFlow();
  const store = useStoreApi();
  const picture = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    let frame = 0;
    const now = (): void => {
      const canvas = picture.current;
      const context = canvas?.getContext('2d');
      if (canvas === null || context === null || context === undefined) return;
      const [width, height, density] = [canvas.clientWidth, canvas.clientHeight, devicePixelRatio];
      canvas.width = Math.round(width * density);
      canvas.height = Math.round(height * density);
      paintOverview(
        context,
        {
          plan: editor.plan,
          marks: marks.view.getState(),
          findings: findings.view.getState().byNode,
          held: overview.view.getState().held,
          titleOf: (node) => titleOf(node, t),
        },
        { viewport: flow.getViewport(), width, height, density },
      );
    };
    const soon = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(now);
    };
    const size = new ResizeObserver(soon);
    if (picture.current !== null) size.observe(picture.current);
    const held = overview.view.subscribe((view, before) => {
      if (view.held !== before.held) soon();
    });
    // Not `useOnViewportChange`: there is room for one listener in it, and the small map has it.
    const moved = store.subscribe((view, before) => {
      if (view.transform !== before.transform) soon();
    });
    const stops = [
      held,
      moved,
      editor.document.view.subscribe(soon),
      marks.view.subscribe(soon),
      findings.view.subscribe(soon),
      theme.subscribe(soon),
    ];
    now();
    return () => {
      cancelAnimationFrame(frame);
      size.disconnect();
      for (const stop of stops) stop();
    };
  }, [editor, marks, findings, flow, store, overview, t]);

  return <canvas ref={picture} aria-hidden className="pointer-events-none absolute inset-0 -z-1 size-full" />;
}
