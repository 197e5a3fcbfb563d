import { OpenAPIHono } from '@hono/zod-openapi';
import type { Identity } from '../../identity/index.ts';
import type { Logger } from '../../platform/logger.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { Origins } from '../origins.ts';
import { createCallFactory, requestIdOf } from './calls.ts';
import { asServiceError, errorResponse } from './errors.ts';
import { addMachineRoutes, type MachineEndpoints } from './machine-routes.ts';
import { addDeviceRoutes, addExtensionRoutes, addPlaceRoutes } from './numbering-routes.ts';
import { addNumberRoutes } from './number-routes.ts';
import { addOrganisationRoutes } from './organisation-routes.ts';
import { addOpenApiDocument } from './openapi.ts';
import { Router, type App, type HttpEnv } from './router.ts';
import { securityHeaders } from './security-headers.ts';
import { addSessionRoutes, addSetupRoutes } from './session-routes.ts';
import type { StaticFiles } from './static-files.ts';
import { addUserRoutes } from './user-routes.ts';

export interface AppOptions {
  readonly identity: Identity;
  readonly origins: Origins;
  readonly logger: Logger;
  readonly machine: MachineEndpoints;
  readonly staticFiles: StaticFiles;
  /** What is typed into a SIP phone as its server. */
  readonly registrar: () => string;
  /** Route groups of further domains. */
  readonly routeGroups: readonly ((router: Router) => void)[];
  /** Told once per request, for metrics. */
  readonly onAnswer?: (request: { readonly method: string; readonly status: number; readonly durationMs: number }) => void;
}

/** Everything that answers over HTTP. */
export function createApp(options: AppOptions): App {
  const app = new OpenAPIHono<HttpEnv>();
  app.use(async (context, next) => {
    const startedMs = performance.now();
    context.set('requestId', requestIdOf(context.req.header('x-request-id')));
    await next();
    options.onAnswer?.({ method: context.req.method, status: context.res.status, durationMs: performance.now() - startedMs });
  });
  app.use(
    securityHeaders(({ incoming }) => options.origins.isSecure(options.origins.visitOf(incoming)), options.staticFiles.inCustomerPages),
  );
  app.onError((error, context) => {
    const refusal = asServiceError(error);
    const requestId = context.get('requestId');
    logRefusal(options.logger, refusal, { requestId, method: context.req.method, path: context.req.path });
    return errorResponse(refusal, requestId);
  });
  const router = new Router(app, createCallFactory({ sessions: options.identity.sessions, origins: options.origins }));
  addSessionRoutes(router, options.identity);
  addSetupRoutes(router, options.identity);
  addOrganisationRoutes(router, options.identity);
  addUserRoutes(router, options.identity);
  addExtensionRoutes(router, options.identity);
  addNumberRoutes(router, options.identity);
  addPlaceRoutes(router, options.identity);
  addDeviceRoutes(router, options.identity, options.registrar);
  for (const add of options.routeGroups) add(router);
  addOpenApiDocument(app);
  addMachineRoutes(app, options.machine);
  addStaticFiles(app, options.staticFiles);
  return app;
}

function addStaticFiles(app: App, files: StaticFiles): void {
  app.notFound((context) => {
    const { method, path } = context.req;
    const isApi = path === '/api' || path.startsWith('/api/');
    const isPage = !isApi && (method === 'GET' || method === 'HEAD');
    const found = isPage ? files.respond(path, context.req.raw) : undefined;
    if (found) return found;
    if (isPage && files.isEmpty)
      return context.text('The browser app is not built: run "npm run build", or "npm start", which does it.\n', 503);
    return errorResponse(new ServiceError('not-found'), context.get('requestId'));
  });
}

/** A mistake of ours is an error, a dependency that is down a warning, a refusal only detail. */
function logRefusal(
  logger: Logger,
  refusal: ServiceError,
  request: { readonly requestId: string; readonly method: string; readonly path: string },
): void {
  if (refusal.code === 'internal') logger.error({ ...request, err: refusal.cause ?? refusal }, 'a request failed');
  else if (refusal.code === 'unavailable') logger.warn({ ...request, err: refusal.cause }, 'a request could not be answered now');
  else logger.debug({ ...request, code: refusal.code }, 'a request was refused');
}
