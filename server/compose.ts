import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Config } from './config/config.ts';
import { connectMediaMetrics, httpMetrics, jobMetrics, sipMetrics } from './composition/connect-metrics.ts';
import { describeStart, prepareWelcome } from './composition/describe-start.ts';
import { endWithIdentity } from './composition/end-with-identity.ts';
import { machineEndpoints } from './composition/machine-endpoints.ts';
import { openNumbering } from './composition/numbering.ts';
import { noteDevices } from './composition/note-devices.ts';
import { nodeIdOf, publicHostOf } from './composition/node-identity.ts';
import { openDialplan } from './composition/open-dialplan.ts';
import type { Events, Ground, Parts } from './composition/ground.ts';
import { openEndedContent } from './composition/open-ended-content.ts';
import { openMail } from './composition/open-mail.ts';
import { openNotices } from './composition/open-notices.ts';
import { openSupport } from './composition/open-support.ts';
import { openPrompts } from './composition/open-prompts.ts';
import { openRecordings, openTelephony, resumeCallbacks } from './composition/open-telephony.ts';
import { openSupportRecords } from './composition/open-support-records.ts';
import { provisionDemoPlan } from './composition/provision-demo-plan.ts';
import { voicemailRouting } from './composition/voicemail-routing.ts';
import { Shutdown } from './composition/shutdown.ts';
import {
  addEmergencyRoutes,
  addGroupRoutes,
  addPlanRoutes,
  addPromptRoutes,
  addPushRoutes,
  addRecordingRoutes,
  addScheduleRoutes,
  addSealingRoutes,
  addTelephonyRoutes,
  addSharedBoxRoutes,
  addSupportArtefactRoutes,
  addSupportNoteRoutes,
  addSupportReportRoutes,
  addSupportRoutes,
  addVoicemailRoutes,
  createGateway,
  PageHub,
  type Gateway,
} from './gateway/index.ts';
import { createIdentity, type Identity } from './identity/index.ts';
import { createSfu, type MediaEngine, type PromptUse } from './media/index.ts';
import { FakeMediaEngine } from './media/media-engine.fake.ts';
import { InProcessBus } from './platform/bus.ts';
import { systemClock } from './platform/clock.ts';
import { createLogger, type Logger } from './platform/logger.ts';
import { createMetrics } from './platform/metrics.ts';
import { networksOf } from './platform/networks.ts';
import { StartError } from './platform/start-error.ts';
import { openStorage } from './storage/index.ts';
import { createSipStack, type SipStack } from './telephony/sip/index.ts';
import type { Support } from './support/index.ts';
import { Voicemail, type EmergencyService, type Recordings, type Telephony } from './telephony/index.ts';

/** A server that takes calls. */
export interface Running {
  readonly logger: Logger;
  /** Lets calls end for a while, then closes everything in the opposite order of the start. Idempotent. */
  stop(why: string): Promise<void>;
}

const clock = systemClock;
const root = path.resolve(import.meta.dirname, '..');
const soundsDir = path.join(root, 'public', 'sounds');

/** Puts the whole server together and starts it. @throws {StartError} with one sentence when it cannot */
export async function compose(config: Config): Promise<Running> {
  const ground = lay(config);
  const shutdown = new Shutdown(ground.logger);
  try {
    await start(ground, shutdown);
  } catch (error) {
    await shutdown.stop('the start failed');
    throw asStartError(error);
  }
  return { logger: ground.logger, stop: (why) => shutdown.stop(why) };
}

function lay(config: Config): Ground {
  const logger = createLogger({ level: config.LOG_LEVEL });
  const bus = new InProcessBus<Events>((error, topic) => logger.error({ err: error, topic }, 'a listener on the bus failed'));
  return { config, logger, metrics: createMetrics(), bus, nodeId: nodeIdOf(config.DATA_DIR) };
}

async function start(ground: Ground, shutdown: Shutdown): Promise<void> {
  const { config, logger } = ground;
  const startedAtMs = clock.monotonicMs();
  const storage = await openStorage({
    dataDir: config.DATA_DIR,
    databaseUrl: config.DATABASE_URL,
    databaseOwnerUrl: config.DATABASE_OWNER_URL,
    logger: logger.child({ domain: 'storage' }),
    clock,
    jobMetrics: jobMetrics(ground.metrics),
  });
  shutdown.add('storage', () => storage.close());
  const media = await openMedia(ground);
  shutdown.add('media', () => media.close());
  const identity = await createIdentity({
    storage,
    clock,
    bus: ground.bus,
    logger: logger.child({ domain: 'identity' }),
    dataDir: config.DATA_DIR,
    sipDomain: config.SIP_DOMAIN,
    // Nobody asks before dial plans are there.
    leadingLines: (tenantId) => dialplan.attachments.leadingLines(tenantId),
  });
  shutdown.add('identity', () => identity.close());
  const sip = await openSip(ground, identity);
  shutdown.add('sip', () => sip.close());
  const pages = new PageHub({ sessions: identity.sessions, bus: ground.bus, clock, logger: logger.child({ domain: 'gateway' }) });
  const promptUses: PromptUse[] = [];
  const prompts = openPrompts({ config, storage, uses: promptUses, soundsDir, logger });
  const mail = await openMail(config, identity);
  shutdown.add('mail', () => mail?.mailer.close());
  const told = await openNotices({ config, storage, bus: ground.bus, clock, logger });
  shutdown.add('notices', () => told.close());
  const voicemail = await Voicemail.create({
    mail,
    push: told.push,
    storage,
    clips: (tenantId, sounds, language) => prompts.clips(tenantId, sounds, language),
    workshop: prompts.workshop,
    speech: prompts.speech,
    // Nobody asks before dial plans are there.
    plans: {
      schedules: (tenantId) => dialplan.schedulesOf(tenantId),
      boxUses: (tenantId) => dialplan.usesOf(tenantId, 'voicemail-box'),
      greetingUses: (tenantId) => dialplan.usesOf(tenantId, 'greeting'),
    },
    notices: pages,
    phones: {
      subscriptions: sip.subscriptions,
      owns: async (person, user, host) => (await identity.sipCredentials.principalOf(person, user, host)) !== undefined,
    },
    clock,
    logger: logger.child({ domain: 'voicemail' }),
    nodeId: ground.nodeId,
  });
  shutdown.add('voicemail', () => voicemail.close());
  const dialplan = await openDialplan({
    storage,
    identity,
    prompts,
    voicemail,
    // Nobody calls before telephony is there.
    groups: () => telephony.groups,
    conferences: () => telephony.conferences,
    recordings: () => recordings,
    notices: pages,
    mail: mail?.mailer,
    told,
    clock,
    logger: logger.child({ domain: 'dialplan' }),
    nodeId: ground.nodeId,
  });
  shutdown.add('dialplan', () => dialplan.close());
  await told.start(storage.jobs);
  promptUses.push(async (tenantId, id) =>
    (await dialplan.usersOf(tenantId, 'prompt', id)).map(({ planId, name }) => ({ kind: 'plan', id: planId, name })),
  );
  const { emergency, routing } = openNumbering({
    storage,
    identity,
    pages,
    inner: voicemailRouting({ inner: dialplan.routing, voicemail, identity }),
    clock,
    logger,
  });
  shutdown.add('emergency', () => emergency.close());
  const telephony = await openTelephony(ground, {
    storage,
    media,
    identity,
    sip,
    pages,
    prompts,
    dialplan,
    routing,
    told,
    // Nobody is called back before recordings are there.
    recordings: () => recordings,
  });
  shutdown.add('telephony', () => telephony.close());
  promptUses.push(async (tenantId, id) =>
    (await telephony.groups.queuesPlaying(tenantId, id)).map((queue) => ({ kind: 'queue', id: queue.id, name: queue.name })),
  );
  const recordings = await openRecordings(ground, { storage, identity, telephony });
  shutdown.add('recordings', () => recordings.close());
  await openEndedContent({ storage, identity, recordings, metrics: ground.metrics });
  await resumeCallbacks({ storage, telephony, logger });
  noteDevices({ identity, sip, logger });
  endWithIdentity({ bus: ground.bus, sip, telephony, lifetime: shutdown.lifetime });
  const support = await openSupport(ground, { storage, media, identity, pages });
  shutdown.add('support', () => support.close());
  const services = { telephony, voicemail, recordings, emergency, told, support };
  const gateway = await openGateway(ground, { storage, media, identity, sip, pages, prompts, dialplan, ...services });
  shutdown.add('gateway', () => gateway.close(1_000));
  shutdown.add('calls', () => telephony.drain(config.STOP_GRACE_SECONDS * 1_000));
  const welcome = await prepareWelcome(config, identity);
  if (config.DEMO) await provisionDemoPlan({ storage, identity, groups: telephony.groups, prompts, dialplan, logger });
  const webPort = await listen(gateway, config);
  const seconds = (clock.monotonicMs() - startedAtMs) / 1_000;
  process.stdout.write(`${describeStart({ config, welcome, sipPorts: sip.transports.bound, webPort, seconds })}\n`);
  logger.info({ nodeId: ground.nodeId }, 'started');
}

async function openMedia({ config, logger, metrics }: Ground): Promise<MediaEngine> {
  const media = config.MEDIA_FAKE
    ? new FakeMediaEngine({ clock })
    : await createSfu({
        workers: config.MEDIA_WORKERS ?? availableParallelism(),
        basePort: config.MEDIA_PORT,
        listenAddress: config.HOST,
        ...(config.MEDIA_ANNOUNCED_ADDRESS === undefined ? {} : { announcedAddress: config.MEDIA_ANNOUNCED_ADDRESS }),
        ...(config.MEDIASOUP_WORKER_BIN === undefined ? {} : { workerBin: config.MEDIASOUP_WORKER_BIN }),
        soundsDir,
        logger,
        clock,
      });
  connectMediaMetrics(metrics, media);
  return media;
}

async function openSip({ config, logger, metrics, nodeId }: Ground, identity: Identity): Promise<SipStack> {
  const { SIP_UDP_PORT: udpPort, SIP_TCP_PORT: tcpPort, SIP_TLS_PORT: tlsPort } = config;
  return createSipStack({
    clock,
    logger: logger.child({ domain: 'sip' }),
    credentials: identity.sipCredentials,
    metrics: sipMetrics(metrics),
    nodeId,
    sipDomain: config.SIP_DOMAIN,
    publicHost: publicHostOf({ announced: config.MEDIA_ANNOUNCED_ADDRESS, host: config.HOST }),
    listenAddress: config.HOST,
    ...(udpPort === undefined ? {} : { udpPort }),
    ...(tcpPort === undefined ? {} : { tcpPort }),
    ...(tlsPort === undefined ? {} : { tlsPort, tls: await readTls(config) }),
  });
}

async function readTls({ TLS_CERT = '', TLS_KEY = '' }: Config): Promise<{ readonly cert: string; readonly key: string }> {
  try {
    const [cert, key] = await Promise.all([readFile(TLS_CERT, 'utf8'), readFile(TLS_KEY, 'utf8')]);
    return { cert, key };
  } catch (error) {
    throw new StartError(
      `TLS_CERT and TLS_KEY must name files that this user can read (${error instanceof Error ? error.message : 'unknown'})`,
      { cause: error },
    );
  }
}

interface GatewayParts extends Parts {
  readonly telephony: Telephony;
  readonly voicemail: Voicemail;
  readonly recordings: Recordings;
  readonly emergency: EmergencyService;
  readonly support: Support;
}

async function openGateway({ config, logger, metrics, bus }: Ground, parts: GatewayParts): Promise<Gateway> {
  const { storage, media, identity, sip, pages, telephony, prompts, dialplan, voicemail, recordings, emergency, told, support } = parts;
  const { TLS_CERT: certFile, TLS_KEY: keyFile } = config;
  const nameOf = async (tenantId: string, userId: string) => (await identity.subscribers.byUser(tenantId, userId))?.displayName;
  const records = openSupportRecords({ storage, nameOf, clock });
  return createGateway({
    identity,
    pages,
    routeGroups: [
      (router) => addTelephonyRoutes(router, { telephony, identity }),
      (router) => addEmergencyRoutes(router, { emergency }),
      (router) => addPromptRoutes(router, prompts),
      (router) => addVoicemailRoutes(router, voicemail),
      (router) => addSharedBoxRoutes(router, { voicemail, identity }),
      (router) => addRecordingRoutes(router, recordings),
      (router) => addSealingRoutes(router, recordings),
      (router) => addGroupRoutes(router, { telephony, identity }),
      (router) => addPlanRoutes(router, dialplan),
      (router) => addScheduleRoutes(router, dialplan),
      (router) => addPushRoutes(router, told),
      (router) => addSupportArtefactRoutes(router, records.artefacts),
      (router) => addSupportNoteRoutes(router, records.notes),
      (router) => addSupportReportRoutes(router, records),
      (router) => addSupportRoutes(router, support),
    ],
    bus,
    clock,
    logger: logger.child({ domain: 'gateway' }),
    sip: sip.transports,
    relay: support.relay,
    machine: machineEndpoints({ storage, media, metrics }),
    publicUrl: config.PUBLIC_URL,
    proxies: networksOf(config.TRUSTED_PROXIES),
    tls: certFile !== undefined && keyFile !== undefined ? { certFile, keyFile } : undefined,
    webRoot: path.join(root, 'dist', 'web'),
    registrar: () =>
      `${publicHostOf({ announced: config.MEDIA_ANNOUNCED_ADDRESS, host: config.HOST })}:${String(sip.transports.bound.udp ?? sip.transports.bound.tcp ?? '')}`,
    onAnswer: httpMetrics(metrics),
  });
}

async function listen(gateway: Gateway, config: Config): Promise<number> {
  try {
    return await gateway.listen(config.HOST, config.PORT);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      throw new StartError(`port ${String(config.PORT)} is in use; stop the program that has it, or set PORT to another one`, {
        cause: error,
      });
    if (code === 'EACCES')
      throw new StartError(`port ${String(config.PORT)} needs more rights; set PORT to one above 1023, or put a proxy in front`, {
        cause: error,
      });
    if (code === 'EADDRNOTAVAIL')
      throw new StartError(`HOST ${config.HOST} is no address of this machine; set HOST to one, or to 0.0.0.0 for all`, { cause: error });
    throw error;
  }
}

function asStartError(error: unknown): unknown {
  if (error instanceof StartError) return error;
  const isExpected = error instanceof Error && (error.name === 'StorageError' || error.name === 'MediaError');
  return isExpected ? new StartError(error.message, { cause: error }) : error;
}
