import { JoinPart } from '../components/sealing/join-part.tsx';
import { SealingProvider, useSealingState, type SealingRights } from '../components/sealing/sealing-context.tsx';

/** Where somebody asks, on any page, that their browser may open what is sealed to the tenant. Nothing when there is nothing to ask. */
export function ApprovalPart({ rights }: { rights: SealingRights }) {
  return (
    <SealingProvider rights={rights}>
      <Asking />
    </SealingProvider>
  );
}

function Asking() {
  const state = useSealingState({ isWatching: false });
  if (state.data?.kind !== 'stranger' && state.data?.kind !== 'waiting') return null;
  return <JoinPart state={state.data} />;
}
