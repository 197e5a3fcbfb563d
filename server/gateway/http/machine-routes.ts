import type { App } from './router.ts';

/** What the machines that watch over us ask for; compose.ts knows the answers. */
export interface MachineEndpoints {
  /** Whether the process lives. */
  readonly health: () => { readonly isHealthy: boolean; readonly detail: Readonly<Record<string, unknown>> };
  /** Whether it can do its work now. */
  readonly readiness: () => Promise<{ readonly isReady: boolean; readonly detail: Readonly<Record<string, unknown>> }>;
  /** The page in the Prometheus text format. */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
}

/** `/healthz`, `/readyz`, `/metrics`. */
export function addMachineRoutes(app: App, machine: MachineEndpoints): void {
  app.get('/healthz', (context) => {
    const { isHealthy, detail } = machine.health();
    return context.json({ status: isHealthy ? 'ok' : 'failing', ...detail }, isHealthy ? 200 : 503);
  });
  app.get('/readyz', async (context) => {
    const { isReady, detail } = await machine.readiness();
    return context.json({ status: isReady ? 'ready' : 'not-ready', ...detail }, isReady ? 200 : 503);
  });
  app.get('/metrics', async (context) => {
    const { contentType, text } = await machine.metrics();
    return context.body(text, 200, { 'content-type': contentType });
  });
}
