import type { MediaEngine } from '../media/index.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { JobMetrics } from '../storage/index.ts';
import type { RelayMetrics } from '../support/index.ts';
import type { CallMetrics } from '../telephony/index.ts';
import type { SipMetrics } from '../telephony/sip/index.ts';

/** Media's gauges on the metrics page. */
export function connectMediaMetrics(metrics: Metrics, media: MediaEngine): void {
  metrics.gauge('media_workers_alive', 'SFU workers that run', () => media.gauges().workersAlive);
  metrics.gauge('media_workers_wanted', 'SFU workers that should run', () => media.gauges().workersWanted);
  metrics.gauge('media_legs', 'Open media legs', () => media.gauges().legs);
  metrics.gauge('media_routers', 'Open SFU routers', () => media.gauges().routers);
  metrics.gauge('media_rooms', 'Open rooms of sealed sessions', () => media.gauges().rooms);
  metrics.gauge('media_room_transports', "Browsers' connections in rooms", () => media.gauges().roomTransports);
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

/** Calls' counters and set-up times on the metrics page. */
export function callMetrics(metrics: Metrics): CallMetrics {
  const started = metrics.counter('calls_started_total', 'Calls begun');
  const ended = metrics.counter('calls_ended_total', 'Calls ended, by cause', ['cause']);
  const dropped = metrics.counter('call_records_dropped_total', 'Call records given up because the database was away too long');
  const ringing = metrics.histogram('call_ringing_milliseconds', 'From INVITE to 180', [5, 10, 20, 50, 100, 250, 1_000]);
  const answered = metrics.histogram(
    'call_answered_milliseconds',
    'From INVITE to 200',
    [500, 1_000, 2_500, 5_000, 10_000, 25_000, 60_000],
  );
  let waiting = 0;
  metrics.gauge('call_journal_waiting', 'Call events that wait for the database', () => waiting);
  return {
    callStarted: () => started(),
    callEnded: (cause) => ended({ cause }),
    ringingAfter: ringing,
    answeredAfter: answered,
    journalWaiting: (count) => {
      waiting = count;
    },
    journalDropped: () => dropped(),
  };
}

/** Who came to support sessions, and why somebody did not get in. */
export function supportMetrics(metrics: Metrics): RelayMetrics {
  const entered = metrics.counter('support_seats_total', 'Seats of support sessions that were taken, by role', ['role']);
  const refused = metrics.counter('support_refused_total', 'People who did not get into a support session, by reason', ['reason']);
  const logged = metrics.counter('support_log_entries_total', 'Sealed messages kept in logs of support sessions');
  return { entered: (role) => entered({ role }), refused: (reason) => refused({ reason }), logged: () => logged() };
}

/** What nightly work could not do: worth an alert, since it is tried again only a few times a night. */
export function jobMetrics(metrics: Metrics): JobMetrics {
  const items = metrics.counter('job_items_failed_total', 'Items that a job could not do while it did the others', ['job']);
  const runs = metrics.counter('job_runs_failed_total', 'Runs of a job that did not come to their end', ['job']);
  return { itemFailed: (job) => items({ job }), runFailed: (job) => runs({ job }) };
}

/** Counts answers over HTTP and measures how long they took. */
export function httpMetrics(
  metrics: Metrics,
): (request: { readonly method: string; readonly status: number; readonly durationMs: number }) => void {
  const answers = metrics.counter('http_requests_total', 'HTTP requests answered', ['method', 'code']);
  const duration = metrics.histogram('http_request_milliseconds', 'From request to answer', [1, 5, 10, 25, 50, 100, 250, 1_000, 5_000]);
  return ({ method, status, durationMs }) => {
    answers({ method, code: String(status) });
    duration(durationMs);
  };
}
