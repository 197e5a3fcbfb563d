import { useEffect, useState } from 'react';
import { missingNeeds, type Need } from '../customer/arrival/browser-needs.ts';

/** What this browser lacks for a session, as for a customer's; undefined while it is not known yet. */
export function useMissingNeeds(): readonly Need[] | undefined {
  const [missing, setMissing] = useState<readonly Need[]>();
  useEffect(() => {
    let isGone = false;
    const look = async (): Promise<void> => {
      const found = await missingNeeds(globalThis);
      if (!isGone) setMissing(found);
    };
    void look();
    return () => {
      isGone = true;
    };
  }, []);
  return missing;
}
