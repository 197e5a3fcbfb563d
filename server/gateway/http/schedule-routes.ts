import {
  importedHolidaysSchema,
  importHolidaysSchema,
  overrideScheduleSchema,
  planHostListSchema,
  planPinDetailListSchema,
  planPinDetailSchema,
  scheduleDetailSchema,
  scheduleListSchema,
} from '../../../protocol/dialplan/schedules-api.ts';
import { createPinSchema, createScheduleSchema, updatePinSchema, updateScheduleSchema } from '../../../protocol/dialplan/things-api.ts';
import type { Dialplan } from '../../dialplan/index.ts';
import { idParams, type Router } from './router.ts';

const tag = 'Schedules';
/** A schedule with 1,000 exceptions. */
const maxScheduleBytes = 524_288;
/** 512 KB of calendar, JSON-escaped UTF-8. */
const maxCalendarBytes = 1_600_000;

/** Schedules with their holidays and overrides, and what else plans name that admins keep: PINs and allowed hosts. */
export function addScheduleRoutes(router: Router, dialplan: Dialplan): void {
  addKeptScheduleRoutes(router, dialplan);
  addScheduleWordRoutes(router, dialplan);
  addPinRoutes(router, dialplan);
}

function addKeptScheduleRoutes(router: Router, { schedules }: Dialplan): void {
  router.signedIn(
    { method: 'get', path: '/api/schedules', tag, summary: 'List schedules', answer: scheduleListSchema },
    async (_input, { actor }) => ({ items: [...(await schedules.list(actor))] }),
  );
  router.signedIn(
    {
      method: 'post',
      path: '/api/schedules',
      tag,
      summary: 'Add a schedule',
      body: createScheduleSchema,
      maxBodyBytes: maxScheduleBytes,
      answer: scheduleDetailSchema,
      status: 201,
    },
    async ({ body }, { actor }) => schedules.create(actor, body),
  );
  router.signedIn(
    { method: 'get', path: '/api/schedules/{id}', tag, summary: 'One schedule', params: idParams, answer: scheduleDetailSchema },
    async ({ params }, { actor }) => schedules.get(actor, params.id),
  );
  router.signedIn(
    {
      method: 'patch',
      path: '/api/schedules/{id}',
      tag,
      summary: 'Change a schedule',
      params: idParams,
      body: updateScheduleSchema,
      maxBodyBytes: maxScheduleBytes,
      answer: scheduleDetailSchema,
    },
    async ({ params, body }, { actor }) => schedules.update(actor, params.id, body),
  );
  router.signedIn(
    { method: 'delete', path: '/api/schedules/{id}', tag, summary: 'Delete a schedule', params: idParams },
    async ({ params }, { actor }) => schedules.delete(actor, params.id),
  );
}

function addScheduleWordRoutes(router: Router, { schedules }: Dialplan): void {
  router.signedIn(
    {
      method: 'put',
      path: '/api/schedules/{id}/override',
      tag,
      summary: 'Say what holds from now on',
      params: idParams,
      body: overrideScheduleSchema,
      answer: scheduleDetailSchema,
    },
    async ({ params, body }, { actor }) => schedules.override(actor, params.id, body.override),
  );
  router.signedIn(
    {
      method: 'post',
      path: '/api/schedules/{id}/holidays',
      tag,
      summary: 'Import holidays from a calendar',
      params: idParams,
      body: importHolidaysSchema,
      maxBodyBytes: maxCalendarBytes,
      answer: importedHolidaysSchema,
    },
    async ({ params, body }, { actor }) => schedules.importHolidays(actor, params.id, body),
  );
}

function addPinRoutes(router: Router, { pins }: Dialplan): void {
  router.signedIn(
    { method: 'get', path: '/api/plan-pins', tag, summary: 'List PINs of dial plans', answer: planPinDetailListSchema },
    async (_input, { actor }) => ({ items: [...(await pins.list(actor))] }),
  );
  router.signedIn(
    { method: 'post', path: '/api/plan-pins', tag, summary: 'Add a PIN', body: createPinSchema, answer: planPinDetailSchema, status: 201 },
    async ({ body }, { actor }) => pins.create(actor, body),
  );
  router.signedIn(
    {
      method: 'patch',
      path: '/api/plan-pins/{id}',
      tag,
      summary: 'Change a PIN',
      params: idParams,
      body: updatePinSchema,
      answer: planPinDetailSchema,
    },
    async ({ params, body }, { actor }) => pins.update(actor, params.id, body),
  );
  router.signedIn(
    { method: 'delete', path: '/api/plan-pins/{id}', tag, summary: 'Delete a PIN', params: idParams },
    async ({ params }, { actor }) => pins.delete(actor, params.id),
  );
  router.signedIn(
    { method: 'get', path: '/api/plan-hosts', tag, summary: 'Hosts that plans may ask', answer: planHostListSchema },
    async (_input, { actor }) => ({ items: [...(await pins.hosts(actor))] }),
  );
  router.signedIn(
    {
      method: 'put',
      path: '/api/plan-hosts',
      tag,
      summary: 'Replace the hosts that plans may ask',
      body: planHostListSchema,
      answer: planHostListSchema,
    },
    async ({ body }, { actor }) => ({ items: [...(await pins.setHosts(actor, body.items))] }),
  );
}
