import { describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

describe('metrics', () => {
  it('[OP10] counts by label, reads gauges when asked, and shows the event loop', async () => {
    const metrics = createMetrics();
    const count = metrics.counter('sip_requests_total', 'SIP requests', ['method', 'code']);
    let calls = 2;
    metrics.gauge('calls_in_progress', 'Calls', () => calls);
    count({ method: 'INVITE', code: '200' });
    calls = 3;
    const page = await metrics.page();
    expect(page).toContain('sip_requests_total{method="INVITE",code="200"} 1');
    expect(page).toContain('calls_in_progress 3');
    expect(page).toContain('nodejs_eventloop_lag_p99_seconds');
  });
});
