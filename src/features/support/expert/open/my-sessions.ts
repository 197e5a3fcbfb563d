import { z } from 'zod';
import { rehearseInviting } from '../../../../../seal/index.ts';
import { tabStorage } from '../../../../platform/storage/careful-storage.ts';
import type { OrganisationKeys } from '../../state/certificate-desk.ts';
import { expertSide } from '../../state/expert-side.ts';
import { openSession } from '../../state/open-session.ts';
import { rehearseWhenIdle } from '../../state/rehearse.ts';
import { pageNews } from '../../../../platform/news/page-news.ts';
import { Unseen } from '../../state/unseen.ts';
import { SessionDesk } from '../../state/session-desk.ts';
import { keepStillCount } from '../../state/still-count.ts';

/** They live as long as the tab: a page of the application that is left is none. */
let mine: { readonly userId: string; readonly desk: SessionDesk } | undefined;
let stopCalling = (): void => undefined;

const keptSchema = z.object({ userId: z.string(), name: z.string(), ids: z.array(z.uuid()).max(50) });
/** Ids only: each seat keeps by itself what it needs to come back. */
const key = 'support-open';

/** The sessions of whoever works in this tab, also after it was loaded again; those of somebody else who did before are closed. */
export function sessionsOf(userId: string, name: string, organisation: OrganisationKeys): SessionDesk {
  if (mine?.userId === userId) return mine.desk;
  mine?.desk.close();
  const desk = new SessionDesk((joining) => {
    const session = openSession(joining, { side: expertSide(), organisation });
    keepStillCount(session, tabStorage);
    return session;
  });
  mine = { userId, desk };
  callFor(desk);
  rehearseWhenIdle(rehearseInviting);
  const kept = readKept();
  if (kept?.userId === userId) for (const sessionId of kept.ids) desk.look({ role: 'expert', sessionId, name })();
  desk.subscribe(() => keep(userId, name, desk));
  return desk;
}

/** What happens while nobody looks is counted in the window's title and at the rail. */
function callFor(desk: SessionDesk): void {
  stopCalling();
  const unseen = new Unseen(desk, {
    isVisible: () => document.visibilityState === 'visible',
    onCount: (count) => pageNews.setCount(count),
  });
  const look = (): void => unseen.handleVisibility();
  document.addEventListener('visibilitychange', look);
  stopCalling = () => {
    document.removeEventListener('visibilitychange', look);
    unseen.close();
  };
}

function keep(userId: string, name: string, desk: SessionDesk): void {
  const ids = desk.toComeBackTo().filter((place) => z.uuid().safeParse(place).success);
  tabStorage.setItem(key, JSON.stringify({ userId, name, ids } satisfies z.input<typeof keptSchema>));
}

function readKept(): z.output<typeof keptSchema> | undefined {
  try {
    return keptSchema.safeParse(JSON.parse(tabStorage.getItem(key) ?? 'null')).data;
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
