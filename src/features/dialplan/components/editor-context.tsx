import { createContext, useContext, type RefObject } from 'react';
import { useStore } from 'zustand';
import type { Finding } from '../../../../protocol/dialplan/node-kind.ts';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import type { CanvasMarks, MarksView } from '../state/canvas-marks.ts';
import type { CanvasPort } from '../state/canvas-port.ts';
import type { FindingsStore } from '../state/findings-store.ts';
import type { PlanEditor } from '../state/plan-editor.ts';
import { partsOf, type Part } from '../state/plan-parts.ts';
import type { SelectionView } from '../state/selection.ts';

/** The open plan with what is drawn over it. */
export interface EditorParts {
  readonly editor: PlanEditor;
  readonly marks: CanvasMarks;
  readonly findings: FindingsStore;
  /** The canvas, while it is on screen. */
  readonly canvas: RefObject<CanvasPort | null>;
}

const EditorContext = createContext<EditorParts | undefined>(undefined);

export const EditorProvider = EditorContext.Provider;

export function useEditorParts(): EditorParts {
  const parts = useContext(EditorContext);
  if (parts === undefined) throw new Error('useEditorParts needs an EditorProvider above it.');
  return parts;
}

export function useEditor(): PlanEditor {
  return useEditorParts().editor;
}

/** The whole draft: draws again with every edit. Parts of the canvas use `usePart`. */
export function usePlan(): Plan {
  return useStore(useEditor().document.view, (view) => view.plan);
}

/** One part of the draft; draws again only when it changes. */
export function usePart(id: string): Part | undefined {
  return useStore(useEditor().document.view, ({ plan }) => partIn(plan, id));
}

/** Parts are made anew with every plan value; the same content must be the same value for React. */
const known = new WeakMap<object, Part>();
function partIn(plan: Plan, id: string): Part | undefined {
  const part = partsOf(plan).parts.get(id);
  if (part === undefined) return undefined;
  const content = part.kind === 'node' ? part.node : part.kind === 'entry' ? part.entry : part.note;
  const before = known.get(content);
  if (before !== undefined) return before;
  known.set(content, part);
  return part;
}

export function useSelection<Value>(select: (view: SelectionView) => Value): Value {
  return useStore(useEditor().selection.view, select);
}

export function useMarks<Value>(select: (view: MarksView) => Value): Value {
  return useStore(useEditorParts().marks.view, select);
}

const noFindings: readonly Finding[] = [];

/** What the linter says of one node. */
export function useFindingsOf(id: string): readonly Finding[] {
  return useStore(useEditorParts().findings.view, (view) => view.byNode.get(id) ?? noFindings);
}
