import { z } from 'zod';
import {
  attachmentListSchema,
  changeDraftSchema,
  createPlanSchema,
  draftRevisionSchema,
  importedPlanSchema,
  importPlanSchema,
  planDetailSchema,
  planListSchema,
  planLiveSchema,
  planRunListSchema,
  planRunSchema,
  planVersionDetailSchema,
  planVersionListSchema,
  planWorldSchema,
  publishAnswerSchema,
  publishPlanSchema,
  renamePlanSchema,
  restoreVersionSchema,
  simulationTestListSchema,
} from '../../../protocol/dialplan/api.ts';
import type { Dialplan } from '../../dialplan/index.ts';
import { idParams, type Router } from './router.ts';

const tag = 'Dial plans';
/** A whole plan as a file, and the operations that paste one. */
/** A plan of the greatest size, written with spaces and letters of several bytes. */
const maxPlanBytes = 4_200_000;
const versionParams = z.object({ id: z.uuid(), number: z.coerce.number().int().min(1).max(1_000_000) });

/** Dial plans: drafts, publishing, what leads into them, calls in them. */
export function addPlanRoutes(router: Router, dialplan: Dialplan): void {
  addDraftRoutes(router, dialplan);
  addTestRoutes(router, dialplan);
  addPublishingRoutes(router, dialplan);
  addAttachmentRoutes(router, dialplan);
  addActivityRoutes(router, dialplan);
}

function addDraftRoutes(router: Router, { plans }: Dialplan): void {
  router.signedIn(
    { method: 'get', path: '/api/plans', tag, summary: 'List dial plans', answer: planListSchema },
    async (_input, { actor }) => ({
      items: [...(await plans.list(actor))],
    }),
  );
  router.signedIn(
    { method: 'post', path: '/api/plans', tag, summary: 'Add a dial plan', body: createPlanSchema, answer: planDetailSchema, status: 201 },
    async ({ body }, { actor }) => plans.create(actor, body),
  );
  router.signedIn(
    {
      method: 'post',
      path: '/api/plans/import',
      tag,
      summary: 'Add a dial plan from a file',
      body: importPlanSchema,
      maxBodyBytes: maxPlanBytes,
      answer: importedPlanSchema,
      status: 201,
    },
    async ({ body }, { actor }) => plans.import(actor, body),
  );
  router.signedIn(
    { method: 'get', path: '/api/plans/{id}', tag, summary: 'One dial plan with its draft', params: idParams, answer: planDetailSchema },
    async ({ params }, { actor }) => plans.get(actor, params.id),
  );
  router.signedIn(
    {
      method: 'patch',
      path: '/api/plans/{id}',
      tag,
      summary: 'Rename a dial plan',
      params: idParams,
      body: renamePlanSchema,
      answer: planDetailSchema,
    },
    async ({ params, body }, { actor }) => plans.rename(actor, params.id, body.name),
  );
  router.signedIn(
    { method: 'delete', path: '/api/plans/{id}', tag, summary: 'Delete a dial plan', params: idParams },
    async ({ params }, { actor }) => plans.delete(actor, params.id),
  );
  router.signedIn(
    {
      method: 'put',
      path: '/api/plans/{id}/draft',
      tag,
      summary: 'Change a draft by operations',
      params: idParams,
      body: changeDraftSchema,
      maxBodyBytes: maxPlanBytes,
      answer: draftRevisionSchema,
    },
    async ({ params, body }, { actor }) => ({ revision: await plans.changeDraft(actor, params.id, body) }),
  );
}

function addTestRoutes(router: Router, { plans }: Dialplan): void {
  router.signedIn(
    { method: 'get', path: '/api/plans/{id}/world', tag, summary: 'What a plan can name', params: idParams, answer: planWorldSchema },
    async ({ params }, { actor }) => plans.world(actor, params.id),
  );
  router.signedIn(
    {
      method: 'get',
      path: '/api/plans/{id}/tests',
      tag,
      summary: 'Saved tests of a plan',
      params: idParams,
      answer: simulationTestListSchema,
    },
    async ({ params }, { actor }) => ({ items: [...(await plans.tests(actor, params.id))] }),
  );
  router.signedIn(
    {
      method: 'put',
      path: '/api/plans/{id}/tests',
      tag,
      summary: 'Replace the saved tests of a plan',
      params: idParams,
      body: simulationTestListSchema,
      maxBodyBytes: maxPlanBytes,
      answer: simulationTestListSchema,
    },
    async ({ params, body }, { actor }) => {
      await plans.setTests(actor, params.id, body.items);
      return body;
    },
  );
}

function addPublishingRoutes(router: Router, { publishing }: Dialplan): void {
  router.signedIn(
    {
      method: 'post',
      path: '/api/plans/{id}/publish',
      tag,
      summary: 'Publish the draft',
      params: idParams,
      body: publishPlanSchema,
      answer: publishAnswerSchema,
    },
    async ({ params, body }, { actor }) => publishing.publish(actor, params.id, body),
  );
  router.signedIn(
    {
      method: 'get',
      path: '/api/plans/{id}/versions',
      tag,
      summary: 'Published versions, newest first',
      params: idParams,
      answer: planVersionListSchema,
    },
    async ({ params }, { actor }) => ({ items: [...(await publishing.versions(actor, params.id))] }),
  );
  router.signedIn(
    {
      method: 'get',
      path: '/api/plans/{id}/versions/{number}',
      tag,
      summary: 'One published version',
      params: versionParams,
      answer: planVersionDetailSchema,
    },
    async ({ params }, { actor }) => publishing.version(actor, params.id, params.number),
  );
  router.signedIn(
    {
      method: 'post',
      path: '/api/plans/{id}/versions/{number}/restore',
      tag,
      summary: 'Make a version the draft',
      params: versionParams,
      body: restoreVersionSchema,
      answer: planDetailSchema,
    },
    async ({ params, body }, { actor }) => publishing.restore(actor, params.id, { number: params.number, revision: body.revision }),
  );
}

function addAttachmentRoutes(router: Router, { attachments }: Dialplan): void {
  router.signedIn(
    {
      method: 'get',
      path: '/api/plans/{id}/attachments',
      tag,
      summary: 'What leads into a plan',
      params: idParams,
      answer: attachmentListSchema,
    },
    async ({ params }, { actor }) => ({ items: [...(await attachments.list(actor, params.id))] }),
  );
  router.signedIn(
    {
      method: 'put',
      path: '/api/plans/{id}/attachments',
      tag,
      summary: 'Replace what leads into a plan',
      params: idParams,
      body: attachmentListSchema,
      answer: attachmentListSchema,
    },
    async ({ params, body }, { actor }) => ({ items: [...(await attachments.replace(actor, params.id, body.items))] }),
  );
}

function addActivityRoutes(router: Router, { activity }: Dialplan): void {
  router.signedIn(
    { method: 'get', path: '/api/plans/{id}/live', tag, summary: 'Calls in a plan now', params: idParams, answer: planLiveSchema },
    async ({ params }, { actor }) => activity.live(actor, params.id),
  );
  router.signedIn(
    {
      method: 'get',
      path: '/api/plans/{id}/runs',
      tag,
      summary: 'The last calls that went through a plan',
      params: idParams,
      answer: planRunListSchema,
    },
    async ({ params }, { actor }) => ({ items: [...(await activity.runs(actor, params.id))] }),
  );
  router.signedIn(
    { method: 'get', path: '/api/calls/{id}/path', tag, summary: 'A call’s way through a plan', params: idParams, answer: planRunSchema },
    async ({ params }, { actor }) => activity.pathOf(actor, params.id),
  );
}
