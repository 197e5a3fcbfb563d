import {
  ChevronDown,
  ChevronUp,
  CircleAlert,
  CircleCheck,
  FlaskConical,
  History,
  PhoneCall,
  Play,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { joinClasses } from '../../../../ui/join-classes.ts';
import { useEditorParts } from '../editor-context.tsx';

export const drawerTabs = ['findings', 'simulate', 'tests', 'versions', 'live'] as const;
export type DrawerTab = (typeof drawerTabs)[number];

export interface DrawerProps {
  tab: DrawerTab;
  isOpen: boolean;
  /** Stands in place of the plan, on a narrow screen. */
  isSheet: boolean;
  onTab: (tab: DrawerTab) => void;
  onToggle: () => void;
  panels: Readonly<Record<DrawerTab, ReactNode>>;
}

/** What one looks at beside the drawing, below it: tabs by the APG, one region each. */
export function Drawer({ tab, isOpen, isSheet, onTab, onToggle, panels }: DrawerProps) {
  const { t } = useTranslation('dialplan');
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = drawerTabs[(drawerTabs.indexOf(tab) + step + drawerTabs.length) % drawerTabs.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    onTab(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <div
      className={joinClasses('flex flex-col border-t bg-surface', isSheet ? 'min-h-0 flex-1' : 'shrink-0', !isSheet && isOpen && 'h-60')}
    >
      <div className="flex items-center border-b pr-1">
        <div
          role="tablist"
          aria-label={t('drawer.name')}
          tabIndex={-1}
          onKeyDown={onKeyDown}
          className="flex min-w-0 flex-1 overflow-x-auto"
        >
          {drawerTabs.map((each) => (
            <TabButton
              key={each}
              id={`${id}-${each}`}
              panelId={`${id}-panel`}
              tab={each}
              isChosen={each === tab && isOpen}
              isTabStop={each === tab}
              onChoose={() => onTab(each)}
            />
          ))}
        </div>
        {!isSheet && (
          <IconButton
            size="dense"
            icon={isOpen ? ChevronDown : ChevronUp}
            label={isOpen ? t('drawer.close') : t('drawer.open')}
            aria-expanded={isOpen}
            onClick={onToggle}
          />
        )}
      </div>
      {isOpen && (
        <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tab}`} className="min-h-0 flex-1 overflow-auto">
          <section aria-label={t(`drawer.${tab}`)} className="min-h-full">
            {panels[tab]}
          </section>
        </div>
      )}
    </div>
  );
}

const icons: Readonly<Record<Exclude<DrawerTab, 'findings'>, LucideIcon>> = {
  simulate: Play,
  tests: FlaskConical,
  versions: History,
  live: PhoneCall,
};

interface TabButtonProps {
  id: string;
  panelId: string;
  tab: DrawerTab;
  isChosen: boolean;
  /** Tab comes to one of the tabs; the arrow keys go on from there. */
  isTabStop: boolean;
  onChoose: () => void;
}

function TabButton({ id, panelId, tab, isChosen, isTabStop, onChoose }: TabButtonProps) {
  const { t } = useTranslation('dialplan');
  return (
    <button
      id={id}
      type="button"
      role="tab"
      aria-selected={isChosen}
      aria-controls={isChosen ? panelId : undefined}
      tabIndex={isTabStop ? 0 : -1}
      onClick={onChoose}
      className="flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-3 text-dense font-medium text-n11 -outline-offset-2 hover:text-n12 aria-selected:border-accent aria-selected:text-n12 pointer-coarse:h-11"
    >
      {tab === 'findings' ? <FindingsMark /> : <TabIcon icon={icons[tab]} />}
      {t(`drawer.${tab}`)}
      {tab === 'findings' && <FindingsCount />}
      {tab === 'live' && <LiveCount />}
    </button>
  );
}

function TabIcon({ icon: Icon }: { icon: LucideIcon }) {
  return <Icon aria-hidden className="size-4" />;
}

function FindingsMark() {
  const { findings } = useEditorParts();
  const worst = useStore(findings.view, ({ all }) => all[0]?.severity);
  if (worst === undefined) return <CircleCheck aria-hidden className="size-4 text-green-text" />;
  return worst === 'error' ? (
    <CircleAlert aria-hidden className="size-4 text-red-text" />
  ) : (
    <TriangleAlert aria-hidden className="size-4 text-amber-text" />
  );
}

function FindingsCount() {
  const { findings } = useEditorParts();
  const count = useStore(findings.view, ({ all }) => all.length);
  return count === 0 ? null : <span className="tabular-nums">{count}</span>;
}

function LiveCount() {
  const { marks } = useEditorParts();
  const count = useStore(marks.view, ({ live }) => [...live.values()].reduce((sum, each) => sum + each, 0));
  return count === 0 ? null : <span className="tabular-nums">{count}</span>;
}
