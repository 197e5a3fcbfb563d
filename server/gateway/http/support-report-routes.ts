import { cannedRepliesSchema, reportQuerySchema, reportSchema } from '../../../protocol/support/session.ts';
import type { ReplyService, ReportService } from '../../support/index.ts';
import { fileOf } from './file-answer.ts';
import type { Router } from './router.ts';

const tag = 'Support';
/** 200 texts of 4,000 characters, escaped. */
const maxRepliesBytes = 8 * 1024 * 1024;

export interface SupportReportParts {
  readonly reports: Pick<ReportService, 'report' | 'csv'>;
  readonly replies: Pick<ReplyService, 'get' | 'put'>;
}

/** How support went, and the texts that experts have at hand. */
export function addSupportReportRoutes(router: Router, { reports, replies }: SupportReportParts): void {
  router.signedIn(
    {
      method: 'get',
      path: '/api/support/reports',
      tag,
      summary: 'Sessions of a period in figures',
      query: reportQuerySchema,
      answer: reportSchema,
    },
    async ({ query }, { actor }) => reports.report(actor, query),
  );
  router.signedInFile(
    {
      method: 'get',
      path: '/api/support/reports/sessions.csv',
      tag,
      summary: 'Sessions of a period, a line each',
      query: reportQuerySchema,
      contentType: 'text/csv; charset=utf-8',
    },
    async ({ query }, { actor }) => ({
      ...fileOf(Buffer.from(await reports.csv(actor, query)), `${query.from}-${query.to}`),
      downloadName: `support ${query.from.slice(0, 10)} ${query.to.slice(0, 10)}.csv`,
    }),
  );
  const path = '/api/support/canned-replies';
  router.signedIn({ method: 'get', path, tag, summary: 'Ready answers', answer: cannedRepliesSchema }, async (_input, { actor }) =>
    replies.get(actor),
  );
  router.signedIn(
    {
      method: 'put',
      path,
      tag,
      summary: 'Change the ready answers',
      body: cannedRepliesSchema,
      answer: cannedRepliesSchema,
      maxBodyBytes: maxRepliesBytes,
    },
    async ({ body }, { actor }) => replies.put(actor, body),
  );
}
