import {
  approvalSchema,
  askApprovalSchema,
  foundSealingSchema,
  removalSchema,
  sealedRingSchema,
  sealingSchema,
  sealingSwitchSchema,
} from '../../../protocol/media/sealing.ts';
import type { Recordings } from '../../telephony/index.ts';
import { idParams, type Router } from './router.ts';

const tag = 'Sealed recordings';
const root = '/api/recording-sealing';
const browser = `${root}/browsers/{id}`;
/** Rings of 500 browsers. */
const maxRemovalBytes = 16 * 1024 * 1024;

/** The keys of sealed recordings: what browsers made, and which of them may open. */
export function addSealingRoutes(router: Router, recordings: Pick<Recordings, 'sealing'>): void {
  addTenantRoutes(router, recordings);
  addBrowserRoutes(router, recordings);
}

function addTenantRoutes(router: Router, recordings: Pick<Recordings, 'sealing'>): void {
  router.signedIn(
    {
      method: 'get',
      path: root,
      tag,
      summary: 'Whether recordings are sealed, to which keys, and which browsers open them',
      answer: sealingSchema,
    },
    async (_input, { actor }) => recordings.sealing.get(actor),
  );
  router.signedIn(
    {
      method: 'post',
      path: root,
      tag,
      summary: 'Keep the keys that a browser made, and seal from now on',
      body: foundSealingSchema,
      answer: sealingSchema,
    },
    async ({ body }, { actor }) => recordings.sealing.found(actor, body),
  );
  router.signedIn(
    {
      method: 'put',
      path: `${root}/switch`,
      tag,
      summary: 'Seal new recordings, or not',
      body: sealingSwitchSchema,
      answer: sealingSchema,
    },
    async ({ body }, { actor }) => recordings.sealing.switch(actor, body.isOn),
  );
}

function addBrowserRoutes(router: Router, recordings: Pick<Recordings, 'sealing'>): void {
  router.signedIn(
    {
      method: 'post',
      path: `${root}/browsers`,
      tag,
      summary: 'Ask that this browser may open',
      body: askApprovalSchema,
      worksAfterEnd: true,
      answer: sealingSchema,
    },
    async ({ body }, { actor }) => recordings.sealing.ask(actor, body),
  );
  router.signedIn(
    {
      method: 'get',
      path: `${browser}/ring`,
      tag,
      summary: 'The key ring of my browser, sealed to it',
      params: idParams,
      answer: sealedRingSchema,
    },
    async ({ params }, { actor }) => recordings.sealing.ring(actor, params.id),
  );
  router.signedIn(
    {
      method: 'post',
      path: `${browser}/approval`,
      tag,
      summary: 'Let a browser open',
      params: idParams,
      body: approvalSchema,
      worksAfterEnd: true,
      answer: sealingSchema,
    },
    async ({ params, body }, { actor }) => recordings.sealing.approve(actor, params.id, body),
  );
  router.signedIn(
    {
      method: 'delete',
      path: browser,
      tag,
      summary: 'Turn a waiting browser away',
      params: idParams,
      answer: sealingSchema,
      worksAfterEnd: true,
    },
    async ({ params }, { actor }) => recordings.sealing.withdraw(actor, params.id),
  );
  router.signedIn(
    {
      method: 'post',
      path: `${browser}/removal`,
      tag,
      summary: 'Remove a browser: new recordings are sealed to a new key',
      params: idParams,
      body: removalSchema,
      worksAfterEnd: true,
      answer: sealingSchema,
      maxBodyBytes: maxRemovalBytes,
    },
    async ({ params, body }, { actor }) => recordings.sealing.remove(actor, params.id, body),
  );
}
