import { useCallback, useMemo, useRef, useState } from 'react';
import type { Position } from '../../../../../protocol/dialplan/nodes/index.ts';
import { useIsNarrow } from '../../../../ui/table/use-is-narrow.ts';
import type { Spot } from '../../state/selection.ts';
import type { DrawerTab } from '../drawer/drawer.tsx';
import { useRights } from '../rights-context.ts';
import { useEditKeys } from './use-edit-keys.ts';
import type { OpenDialog } from './workspace-dialogs.tsx';

/** What of the editor is on screen: drawing or list, which checks, which dialog; and what leads from one to the other. */
export function useWorkspace() {
  const isNarrow = useIsNarrow();
  const { mayUpdate } = useRights();
  const [view, setView] = useState<'canvas' | 'list'>(isNarrow ? 'list' : 'canvas');
  const [tab, setTab] = useState<DrawerTab>('findings');
  const [isDrawerOpen, setDrawerOpen] = useState(!isNarrow);
  const [dialog, setDialog] = useState<OpenDialog>();
  const searchBox = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  useEditKeys(dialog === undefined);

  const choose = useCallback(
    (from: Spot, at?: Position): void => {
      if (mayUpdate) setDialog({ kind: 'connect', from, at });
    },
    [mayUpdate],
  );
  const openPart = useCallback((): void => {
    if (isNarrow) return setDialog({ kind: 'inspector' });
    const field = frame.current?.querySelector<HTMLElement>('[data-inspector] input, [data-inspector] select, [data-inspector] button');
    field?.focus();
    return undefined;
  }, [isNarrow]);
  const add = useCallback((): void => {
    if (!mayUpdate) return;
    // Where the palette is not on screen its field has no size.
    if (searchBox.current !== null && searchBox.current.offsetParent !== null) searchBox.current.focus();
    else setDialog({ kind: 'add' });
  }, [mayUpdate]);
  const actions = useMemo(
    () => ({
      onConnect: choose,
      onOpen: openPart,
      onFind: () => setDialog({ kind: 'find' }),
      onAdd: add,
      onHelp: () => setDialog({ kind: 'keys' }),
    }),
    [choose, openPart, add],
  );
  const showTab = (next: DrawerTab): void => {
    setTab(next);
    setDrawerOpen(true);
  };
  return {
    isNarrow,
    mayUpdate,
    view,
    setView,
    tab,
    showTab,
    isDrawerOpen,
    setDrawerOpen,
    dialog,
    setDialog,
    searchBox,
    frame,
    choose,
    openPart,
    actions,
  };
}

export type WorkspaceState = ReturnType<typeof useWorkspace>;
