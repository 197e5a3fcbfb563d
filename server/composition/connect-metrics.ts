import type { MediaEngine } from '../media/index.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { SipMetrics } from '../telephony/sip/index.ts';

/** Media's gauges on the metrics page. */
export function connectMediaMetrics(metrics: Metrics, media: MediaEngine): void {
  metrics.gauge('media_workers_alive', 'SFU workers that run', () => media.gauges().workersAlive);
  metrics.gauge('media_workers_wanted', 'SFU workers that should run', () => media.gauges().workersWanted);
  metrics.gauge('media_legs', 'Open media legs', () => media.gauges().legs);
  metrics.gauge('media_routers', 'Open SFU routers', () => media.gauges().routers);
  metrics.gauge('media_players', 'Prompt players that run', () => media.gauges().players);
}

/** The SIP stack's counters on the metrics page. */
export function sipMetrics(metrics: Metrics): SipMetrics & { transportError(transport: string, why: string): void } {
  const requests = metrics.counter('sip_requests_total', 'SIP requests answered, by method and final status', ['method', 'code']);
  const errors = metrics.counter('sip_transport_errors_total', 'What went wrong on SIP transports', ['transport', 'why']);
  const refusals = metrics.counter('sip_authentication_failures_total', 'Senders that did not prove who they are', ['why']);
  let registrations = 0;
  metrics.gauge('sip_registrations', 'Bindings that can be reached now', () => registrations);
  return {
    requestAnswered: (method, code) => requests({ method, code: String(code) }),
    registrationsChanged: (count) => {
      registrations = count;
    },
    authenticationFailed: (why) => refusals({ why }),
    transportError: (transport, why) => errors({ transport, why }),
  };
}
