import type { MachineEndpoints } from '../gateway/index.ts';
import type { MediaEngine } from '../media/index.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Storage } from '../storage/index.ts';

export interface Watched {
  readonly storage: Storage;
  readonly media: MediaEngine;
  readonly metrics: Metrics;
}

/** What /healthz, /readyz and /metrics answer: alive is that we can answer; ready is that a call would work now. */
export function machineEndpoints({ storage, media, metrics }: Watched): MachineEndpoints {
  return {
    health: () => ({ isHealthy: true, detail: { uptimeSeconds: Math.round(process.uptime()) } }),
    readiness: async () => {
      const database = await storage.status();
      const { workersAlive, workersWanted } = media.gauges();
      const isReady = database.isUp && (workersAlive > 0 || workersWanted === 0);
      return {
        isReady,
        detail: {
          database: database.isUp ? 'up' : (database.reason ?? 'down'),
          mediaWorkers: `${String(workersAlive)} of ${String(workersWanted)}`,
        },
      };
    },
    metrics: async () => ({ contentType: metrics.contentType, text: await metrics.page() }),
  };
}
