import {
  adminExtensionPageSchema,
  adminExtensionSchema,
  createDeviceSchema,
  createExtensionSchema,
  createdDeviceSchema,
  deviceListSchema,
  deviceSchema,
  pbxFieldsSchema,
  pbxListSchema,
  pbxSchema,
  siteFieldsSchema,
  siteListSchema,
  siteSchema,
  updateDeviceSchema,
  updateExtensionSchema,
  updatePbxSchema,
  updateSiteSchema,
} from '../../../protocol/identity/admin.ts';
import { listQuerySchema } from '../../../protocol/wire/page.ts';
import { adminExtensionOf, deviceOf, pbxOf, siteOf, type Identity } from '../../identity/index.ts';
import { idParams, type Router } from './router.ts';

/** An admin's work on extensions. */
export function addExtensionRoutes(router: Router, { extensions }: Identity): void {
  const tag = 'Extensions';
  router.signedIn(
    {
      method: 'get',
      path: '/api/admin/extensions',
      tag,
      summary: 'List extensions',
      query: listQuerySchema,
      answer: adminExtensionPageSchema,
    },
    async ({ query }, { actor }) => {
      const page = await extensions.list(actor, query);
      return { items: page.items.map(adminExtensionOf), total: page.total };
    },
  );
  router.signedIn(
    {
      method: 'post',
      path: '/api/admin/extensions',
      tag,
      summary: 'Add an extension',
      body: createExtensionSchema,
      answer: adminExtensionSchema,
      status: 201,
    },
    async ({ body }, { actor }) => adminExtensionOf(await extensions.create(actor, body)),
  );
  router.signedIn(
    { method: 'get', path: '/api/admin/extensions/{id}', tag, summary: 'One extension', params: idParams, answer: adminExtensionSchema },
    async ({ params }, { actor }) => adminExtensionOf(await extensions.get(actor, params.id)),
  );
  router.signedIn(
    {
      method: 'patch',
      path: '/api/admin/extensions/{id}',
      tag,
      summary: 'Change an extension',
      params: idParams,
      body: updateExtensionSchema,
      answer: adminExtensionSchema,
    },
    async ({ params, body }, { actor }) => adminExtensionOf(await extensions.update(actor, params.id, body)),
  );
  router.signedIn(
    { method: 'delete', path: '/api/admin/extensions/{id}', tag, summary: 'Delete an extension', params: idParams },
    async ({ params }, { actor }) => extensions.delete(actor, params.id),
  );
}

/** An admin's work on PBXs and sites. */
export function addPlaceRoutes(router: Router, { pbxs, sites }: Identity): void {
  router.signedIn(
    { method: 'get', path: '/api/admin/pbxs', tag: 'PBXs', summary: 'List PBXs', answer: pbxListSchema },
    async (_input, { actor }) => ({ items: (await pbxs.list(actor)).map(pbxOf) }),
  );
  router.signedIn(
    { method: 'post', path: '/api/admin/pbxs', tag: 'PBXs', summary: 'Add a PBX', body: pbxFieldsSchema, answer: pbxSchema, status: 201 },
    async ({ body }, { actor }) => pbxOf(await pbxs.create(actor, body)),
  );
  router.signedIn(
    {
      method: 'patch',
      path: '/api/admin/pbxs/{id}',
      tag: 'PBXs',
      summary: 'Change a PBX',
      params: idParams,
      body: updatePbxSchema,
      answer: pbxSchema,
    },
    async ({ params, body }, { actor }) => pbxOf(await pbxs.update(actor, params.id, body)),
  );
  router.signedIn(
    { method: 'get', path: '/api/admin/sites', tag: 'Sites', summary: 'List sites', answer: siteListSchema },
    async (_input, { actor }) => ({ items: (await sites.list(actor)).map(siteOf) }),
  );
  router.signedIn(
    {
      method: 'post',
      path: '/api/admin/sites',
      tag: 'Sites',
      summary: 'Add a site',
      body: siteFieldsSchema,
      answer: siteSchema,
      status: 201,
    },
    async ({ body }, { actor }) => siteOf(await sites.create(actor, body)),
  );
  router.signedIn(
    {
      method: 'patch',
      path: '/api/admin/sites/{id}',
      tag: 'Sites',
      summary: 'Change a site',
      params: idParams,
      body: updateSiteSchema,
      answer: siteSchema,
    },
    async ({ params, body }, { actor }) => siteOf(await sites.update(actor, params.id, body)),
  );
}

/** An admin's work on SIP phones. `registrar` is what is typed into a phone as its server. */
export function addDeviceRoutes(router: Router, { devices }: Identity, registrar: () => string): void {
  const tag = 'Devices';
  router.signedIn(
    { method: 'get', path: '/api/admin/devices', tag, summary: 'List devices', answer: deviceListSchema },
    async (_input, { actor }) => ({ items: (await devices.list(actor)).map(deviceOf) }),
  );
  router.signedIn(
    {
      method: 'post',
      path: '/api/admin/devices',
      tag,
      summary: 'Add a device',
      body: createDeviceSchema,
      answer: createdDeviceSchema,
      status: 201,
    },
    async ({ body }, { actor }) => {
      const created = await devices.create(actor, body);
      return { device: deviceOf(created.row), sipPassword: created.sipPassword, realm: created.realm, registrar: registrar() };
    },
  );
  router.signedIn(
    {
      method: 'patch',
      path: '/api/admin/devices/{id}',
      tag,
      summary: 'Disable or enable a device',
      params: idParams,
      body: updateDeviceSchema,
      answer: deviceSchema,
    },
    async ({ params, body }, { actor }) => deviceOf(await devices.setDisabled(actor, params.id, body.isDisabled)),
  );
  router.signedIn(
    { method: 'delete', path: '/api/admin/devices/{id}', tag, summary: 'Delete a device', params: idParams },
    async ({ params }, { actor }) => devices.delete(actor, params.id),
  );
}
