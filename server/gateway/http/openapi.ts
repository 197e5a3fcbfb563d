import { protocolVersion } from '../../../protocol/wire/version.ts';
import type { App } from './router.ts';

/** `/api/openapi.json`: OpenAPI 3.1 made from the routes that exist, on the first request. */
export function addOpenApiDocument(app: App): void {
  let made: string | undefined;
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'deskline',
    description: 'Set by POST /api/session; `__Host-deskline` over HTTPS.',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'csrf', {
    type: 'apiKey',
    in: 'header',
    name: 'X-CSRF-Token',
    description: '`csrfToken` of GET /api/session.',
  });
  app.get('/api/openapi.json', (context) => {
    made ??= JSON.stringify(
      app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: { title: 'Deskline', version: String(protocolVersion), license: { name: 'Apache-2.0' } },
      }),
    );
    return context.body(made, 200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' });
  });
}
