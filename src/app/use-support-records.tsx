import { lazy, Suspense, useMemo } from 'react';
import type { CertifiedLeaf } from '../../seal/index.ts';
import { useCan, useMe } from '../features/identity/index.ts';
import type { createTenantSealing, TenantSealing } from '../features/media/index.ts';
import type { HttpClient } from '../platform/http/http-client.ts';
import { usePlatform } from '../platform/platform-context.tsx';

const ApprovalPart = lazy(() => import('../features/media/pages/approval-part.tsx').then((module) => ({ default: module.ApprovalPart })));

/** The tenant's keys, as media has them, for what support keeps of sessions. */
export function useSupportRecords() {
  const { http } = usePlatform();
  const me = useMe();
  const maySeal = useCan('recordings.seal');
  const tenantId = me?.tenant.id ?? '';
  const userId = me?.userId ?? '';
  return useMemo(() => {
    const sealing = sealingOf(http, { tenantId, userId });
    return {
      keys: {
        recipient: async () => (await sealing()).recipient(),
        opening: async () => (await sealing()).opening(),
      },
      organisation: {
        certify: async (leaf: CertifiedLeaf) => (await sealing()).certify(leaf),
        known: async () => (await sealing()).known(),
      },
      approval: (
        <Suspense fallback={null}>
          <ApprovalPart rights={{ tenantId, userId, maySeal }} />
        </Suspense>
      ),
      maySeal,
      userId,
    };
  }, [http, tenantId, userId, maySeal]);
}

/** One for all who ask, fetched for the first of them: so they share answers of the server. */
function sealingOf(http: HttpClient, key: Parameters<typeof createTenantSealing>[1]): () => Promise<TenantSealing> {
  let made: TenantSealing | undefined;
  return async () => {
    const media = await import('../features/media/index.ts');
    return (made ??= media.createTenantSealing(http, key));
  };
}
