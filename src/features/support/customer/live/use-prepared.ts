import { useEffect } from 'react';
import { exchanged, prepareExchange } from '../exchange/late-exchange.tsx';
import { lateMarks } from '../preview/late-marks.ts';
import { whenIdle } from '../../state/when-idle.ts';
import { canFloat } from '../sharing/floating-window.ts';
import { lateFloating } from '../sharing/floating.tsx';
import { useShared } from '../sharing/use-shared.ts';
import { useLive } from './customer-session.tsx';
import { prepareApplicants } from './late-applicants.tsx';

/** Fetches what may be needed next: when somebody asks for it, and all of it once a picture is shared and there is nothing else to do. */
export function usePrepared(): void {
  const isLive = useLive(({ link }) => link === 'live');
  const isShared = useShared().pictures.length > 0 && isLive;
  const isAsked = useLive(({ asks }) => asks.some(({ capability }) => exchanged.has(capability)));
  useEffect(() => {
    if (isAsked) void prepareExchange();
  }, [isAsked]);
  useEffect(() => (isShared ? whenIdle(() => void prepareShared()) : undefined), [isShared]);
}

async function prepareShared(): Promise<void> {
  await lateMarks.prepare();
  if (canFloat()) await lateFloating.prepare();
  await prepareApplicants();
  await prepareExchange();
}
