import { join } from 'node:path';
import type { WebSocket } from 'ws';
import { openSupportRecords } from '../../composition/open-support-records.ts';
import { Dialplan } from '../../dialplan/index.ts';
import { createIdentity, Notices, type Identity, type IdentityEvents } from '../../identity/index.ts';
import { InProcessBus } from '../../platform/bus.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import type { Clock } from '../../platform/clock.ts';
import { FakePushSender } from '../../platform/push/push-sender.fake.ts';
import { silentLogger } from '../../platform/logger.ts';
import { EmergencyService, SqlEmergencyAlertStore } from '../../telephony/index.ts';
import { createTestDatabase, type TestDatabase } from '../../storage/testing/database.testing.ts';
import { createGateway, type Gateway, type GatewayOptions } from '../gateway.ts';
import { FakeJobs } from '../../storage/jobs/jobs.fake.ts';
import { PageHub } from '../socket/page-hub.ts';
import type { SipAcceptor } from '../socket/sip-door.ts';
import { addPlanRoutes } from '../http/plan-routes.ts';
import { addPromptRoutes } from '../http/prompt-routes.ts';
import { addPushRoutes } from '../http/push-routes.ts';
import { addScheduleRoutes } from '../http/schedule-routes.ts';
import { addEmergencyRoutes } from '../http/emergency-routes.ts';
import { addTelephonyRoutes } from '../http/telephony-routes.ts';
import { addSupportArtefactRoutes } from '../http/support-artefact-routes.ts';
import { addSupportNoteRoutes } from '../http/support-note-routes.ts';
import { addSupportReportRoutes } from '../http/support-report-routes.ts';
import { addSharedBoxRoutes } from '../http/shared-box-routes.ts';
import { addVoicemailRoutes } from '../http/voicemail-routes.ts';
import { FakeRoomEngine } from '../../media/room-engine.fake.ts';
import type { SealingEvents } from '../../media/index.ts';
import type { Support } from '../../support/index.ts';
import { addSupportRoutes } from '../http/support-routes.ts';
import { supportForRoutes } from './support.testing.ts';
import { voicemailForRoutes } from './voicemail.testing.ts';
import { promptsForRoutes, type RoutePrompts } from './prompts.testing.ts';
import { telephonyForRoutes } from './telephony.testing.ts';
import { Visitor } from './visitor.testing.ts';

export const demoPassword = 'correct horse battery staple';

/** Remembers which sockets it was handed, and closes them when told, as the SIP stack would. */
export class FakeSipAcceptor implements SipAcceptor {
  readonly accepted: { readonly socket: WebSocket; readonly options: Parameters<SipAcceptor['acceptWebSocket']>[1] }[] = [];

  acceptWebSocket(socket: WebSocket, options: Parameters<SipAcceptor['acceptWebSocket']>[1]): void {
    this.accepted.push({ socket, options });
  }

  closeFlowsOf(webSessionId: string): number {
    const theirs = this.accepted.filter((entry) => entry.options.owner.webSessionId === webSessionId);
    for (const { socket } of theirs) socket.close(1008, 'session ended');
    return theirs.length;
  }
}

/** A whole installation with the demo tenants: real PostgreSQL, real HTTP, a SIP stack that only listens. */
export interface Installation {
  readonly database: TestDatabase;
  readonly identity: Identity;
  readonly bus: InProcessBus<IdentityEvents & SealingEvents>;
  readonly gateway: Gateway;
  readonly pages: PageHub;
  readonly emergency: EmergencyService;
  readonly sip: FakeSipAcceptor;
  readonly prompts: RoutePrompts;
  readonly dialplan: Dialplan;
  readonly told: Notices;
  readonly support: Support;
  readonly rooms: FakeRoomEngine;
  /** Runs what is done again and again. */
  readonly supportJobs: FakeJobs;
  readonly pushSender: FakePushSender;
  readonly origin: string;
  /** Somebody with a browser of their own, not signed in. */
  visitor(): Visitor;
  /** Somebody who signed in with the demo password. */
  person(email: string): Promise<Visitor>;
  close(): Promise<void>;
}

export interface InstallationOptions {
  readonly clock?: Clock;
  readonly hasDemo?: boolean;
  readonly gateway?: Partial<GatewayOptions>;
}

export async function startInstallation(options: InstallationOptions = {}): Promise<Installation> {
  const clock = options.clock ?? new FakeClock(Date.now());
  const database = await createTestDatabase();
  const bus = new InProcessBus<IdentityEvents & SealingEvents>((error) => {
    throw error;
  });
  const identity = await createIdentity({
    storage: database,
    clock,
    bus,
    logger: silentLogger,
    dataDir: database.dataDir,
    sipDomain: 'deskline.test',
    leadingLines: (tenantId) => dialplan.attachments.leadingLines(tenantId),
  });
  if (options.hasDemo !== false) await identity.prepareDemo(demoPassword);
  const sip = new FakeSipAcceptor();
  const pages = new PageHub({ sessions: identity.sessions, bus, clock, logger: silentLogger });
  const telephony = telephonyForRoutes({ identity, database: database.db, pages, clock });
  const prompts = promptsForRoutes(database);
  const voicemail = await voicemailForRoutes({ database, prompts, pages, clock, dialplan: () => dialplan });
  const pushSender = new FakePushSender();
  const told = new Notices({ storage: database, sender: pushSender, bus, clock, logger: silentLogger });
  const dialplan = await Dialplan.create({
    told,
    storage: { ...database, jobs: new FakeJobs() },
    identity,
    notices: pages,
    clock,
    logger: silentLogger,
    nodeId: 'node-1',
    ports: { sounds: prompts },
    things: {
      voicemailBoxes: async (actor) => {
        const boxes = await voicemail.sharedBoxes.forPlans(actor);
        return boxes.map((box) => ({ ...box, greetings: [...box.greetings] }));
      },
    },
    scheduleUse: (tenantId, scheduleId) => voicemail.greetings.boxesBySchedule(tenantId, scheduleId),
  });
  const emergency = new EmergencyService({
    store: new SqlEmergencyAlertStore(database),
    numbers: identity.numberDirectory,
    subscribers: identity.subscribers,
    notices: pages,
    clock,
    logger: silentLogger,
  });
  const rooms = new FakeRoomEngine();
  const supportJobs = new FakeJobs();
  const support = await supportForRoutes({ database, identity, pages, bus, clock, engine: rooms, jobs: supportJobs });
  const nameOf = async (tenantId: string, userId: string) => (await identity.subscribers.byUser(tenantId, userId))?.displayName;
  const records = openSupportRecords({ storage: database, nameOf, clock });
  const { routeGroups: moreRoutes = [], ...gatewayOptions } = options.gateway ?? {};
  const gateway = await createGateway({
    identity,
    pages,
    routeGroups: [
      (router) => addTelephonyRoutes(router, { telephony, identity }),
      (router) => addPromptRoutes(router, prompts),
      (router) => addVoicemailRoutes(router, voicemail),
      (router) => addSharedBoxRoutes(router, { voicemail, identity }),
      (router) => addPlanRoutes(router, dialplan),
      (router) => addScheduleRoutes(router, dialplan),
      (router) => addEmergencyRoutes(router, { emergency }),
      (router) => addPushRoutes(router, told),
      (router) => addSupportRoutes(router, support),
      (router) => addSupportArtefactRoutes(router, records.artefacts),
      (router) => addSupportNoteRoutes(router, records.notes),
      (router) => addSupportReportRoutes(router, records),
      ...moreRoutes,
    ],
    bus,
    clock,
    logger: silentLogger,
    sip,
    relay: support.relay,
    machine: {
      health: () => ({ isHealthy: true, detail: {} }),
      readiness: async () => ({ isReady: true, detail: {} }),
      metrics: async () => ({ contentType: 'text/plain', text: 'up 1\n' }),
    },
    webRoot: join(database.dataDir, 'web'),
    registrar: () => 'deskline.test:5060',
    ...gatewayOptions,
  });
  const port = await gateway.listen('127.0.0.1', 0);
  const origin = `http://127.0.0.1:${port}`;
  const visitor = (): Visitor => new Visitor(origin);
  return {
    database,
    identity,
    bus,
    gateway,
    pages,
    emergency,
    sip,
    prompts,
    dialplan,
    told,
    support,
    rooms,
    supportJobs,
    pushSender,
    origin,
    visitor,
    async person(email) {
      const person = visitor();
      await person.signIn(email, demoPassword);
      return person;
    },
    async close() {
      for (const { socket } of sip.accepted) socket.terminate();
      await gateway.close(0);
      await support.close();
      await voicemail.close();
      await dialplan.close();
      await told.close();
      identity.close();
      await database.close();
    },
  };
}
