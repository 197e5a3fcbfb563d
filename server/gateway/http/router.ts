import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { z } from 'zod';
import { apiErrorSchema } from '../../../protocol/wire/errors.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { Call, SignedInCall } from './call.ts';
import { fileResponse, type FileAnswer } from './file-answer.ts';
import { parseJson, readBody, readBytes, readParts, requireJson, validated } from './validate.ts';

export type HttpEnv = { Bindings: HttpBindings; Variables: { requestId: string } };
export type App = OpenAPIHono<HttpEnv>;

const nothing = z.void();
type Nothing = typeof nothing;

/** One route: what goes in, what comes out. The OpenAPI document and the checks come from the same schemas. */
export interface RouteSpec<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** `/api/admin/users/{id}` */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Answers pass through it: what the schema does not name stays here. Absent: 204. */
  readonly answer?: Answer;
  readonly status?: 200 | 201;
  /** Changes something, and does so after the organisation's end too (ID72). */
  readonly worksAfterEnd?: true;
  /** 64 KiB unless the route says more. */
  readonly maxBodyBytes?: number;
}

/** A route that takes a file as its body. `maxBodyBytes` is how large it may be. */
export type UploadSpec<Params extends z.ZodType, Query extends z.ZodType, Answer extends z.ZodType> = Omit<
  RouteSpec<Params, Query, Nothing, Answer>,
  'body'
> & { readonly maxBodyBytes: number };

/** A file that is being sent. */
export interface Upload {
  /** Reads all of it. @throws {ServiceError} `too-large` */
  read(): Promise<Buffer>;
  /** The same as it arrives, for what is too much for the memory. @throws {ServiceError} `too-large` on the way */
  parts(): AsyncIterable<Uint8Array>;
  /** Aborted when the sender is gone. */
  readonly signal: AbortSignal;
}

/** A route that answers with a file of this type. */
export type FileSpec<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = Omit<
  RouteSpec<Params, Query, Body, Nothing>,
  'answer' | 'status'
> & { readonly contentType: string };

export interface RouteInput<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  readonly params: z.output<Params>;
  readonly query: z.output<Query>;
  readonly body: z.output<Body>;
}

type Handler<Input, C extends Call, Answer extends z.ZodType> = (input: Input, call: C) => Promise<z.input<Answer>>;

interface Allows {
  readonly allowsDuePassword: boolean;
  readonly worksAfterEnd: boolean;
}

/** Turns a raw request into a call, or refuses it. */
export interface CallFactory {
  /** Origin and, with a session, CSRF are checked for methods that change something. */
  anonymous(context: Context<HttpEnv>): Promise<Call>;
  /** @throws {ServiceError} `not-signed-in`, `foreign-origin`; `password-change-required` and `tenant-ended` unless `allows` says otherwise */
  signedIn(context: Context<HttpEnv>, allows: Allows): Promise<SignedInCall>;
}

const defaultMaxBodyBytes = 65_536;

/** Adds routes to the app. Domains' route groups are functions that are given one of these. */
export class Router {
  readonly app: App;
  readonly #calls: CallFactory;

  constructor(app: App, calls: CallFactory) {
    this.app = app;
    this.#calls = calls;
  }

  /** For anybody, signed in or not. */
  open<P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing, B extends z.ZodType = Nothing, A extends z.ZodType = Nothing>(
    spec: RouteSpec<P, Q, B, A>,
    handle: Handler<RouteInput<P, Q, B>, Call, A>,
  ): void {
    this.#add(spec, 'anyone', async (context) => {
      const call = await this.#calls.anonymous(context);
      return handle(await readInput(spec, context), call);
    });
  }

  /** For people with a session whose password need not be changed first. */
  signedIn<P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing, B extends z.ZodType = Nothing, A extends z.ZodType = Nothing>(
    spec: RouteSpec<P, Q, B, A>,
    handle: Handler<RouteInput<P, Q, B>, SignedInCall, A>,
  ): void {
    this.#add(spec, 'session', async (context) => {
      const call = await this.#calls.signedIn(context, allowsOf(spec));
      return handle(await readInput(spec, context), call);
    });
  }

  /** For people with a session, also while they have to set a new password. */
  signedInEvenDue<
    P extends z.ZodType = Nothing,
    Q extends z.ZodType = Nothing,
    B extends z.ZodType = Nothing,
    A extends z.ZodType = Nothing,
  >(spec: RouteSpec<P, Q, B, A>, handle: Handler<RouteInput<P, Q, B>, SignedInCall, A>): void {
    this.#add(spec, 'session', async (context) => {
      const call = await this.#calls.signedIn(context, { ...allowsOf(spec), allowsDuePassword: true });
      return handle(await readInput(spec, context), call);
    });
  }

  /** Takes a file as the request's body, whatever its type says: the handler looks at what it is. */
  signedInUpload<P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing, A extends z.ZodType = Nothing>(
    spec: UploadSpec<P, Q, A>,
    handle: (input: RouteInput<P, Q, Nothing>, call: SignedInCall, upload: Upload) => Promise<z.input<A>>,
  ): void {
    const plain: RouteSpec<P, Q, Nothing, A> = spec;
    this.#add(
      plain,
      'session',
      async (context) => {
        const call = await this.#calls.signedIn(context, allowsOf(spec));
        const { raw } = context.req;
        const upload = {
          read: () => readBytes(raw, spec.maxBodyBytes),
          parts: () => readParts(raw, spec.maxBodyBytes),
          signal: raw.signal,
        };
        return handle(await readInput(plain, context), call, upload);
      },
      { body: { required: true, content: { 'application/octet-stream': { schema: binary } } } },
    );
  }

  /** Answers with a file, or the part of it that a Range header asks for (RFC 9110 §14). */
  signedInFile<P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing, B extends z.ZodType = Nothing>(
    spec: FileSpec<P, Q, B>,
    handle: (input: RouteInput<P, Q, B>, call: SignedInCall) => Promise<FileAnswer>,
  ): void {
    const plain: RouteSpec<P, Q, B, Nothing> = spec;
    const done = { description: 'The file.', content: { [spec.contentType]: { schema: binary } } };
    this.app.openAPIRegistry.registerPath({ ...documented(plain, 'session'), responses: { 200: done, 206: done, default: refusal } });
    this.app.on(spec.method.toUpperCase(), honoPath(spec.path), async (context) => {
      const call = await this.#calls.signedIn(context, allowsOf(spec));
      const file = await handle(await readInput(plain, context), call);
      return fileResponse(file, { contentType: spec.contentType, range: context.req.header('range') });
    });
  }

  #add<A extends z.ZodType>(
    ...[spec, access, run, request = {}]: [
      spec: RouteSpec<z.ZodType, z.ZodType, z.ZodType, A>,
      access: 'anyone' | 'session',
      run: (context: Context<HttpEnv>) => Promise<z.input<A>>,
      request?: RouteConfig['request'],
    ]
  ): void {
    const document = documented(spec, access);
    this.app.openAPIRegistry.registerPath({ ...document, request: { ...document.request, ...request } });
    this.app.on(spec.method.toUpperCase(), honoPath(spec.path), async (context) => {
      const answer = await run(context);
      context.header('cache-control', 'no-store');
      if (!spec.answer) return context.body(null, 204);
      return context.body(JSON.stringify(spec.answer.parse(answer)), spec.status ?? 200, {
        'content-type': 'application/json; charset=utf-8',
      });
    });
  }
}

function allowsOf({ worksAfterEnd }: { readonly worksAfterEnd?: true }): Allows {
  return { allowsDuePassword: false, worksAfterEnd: worksAfterEnd === true };
}

/** What OpenAPI 3.1 says of a file. */
const binary = { type: 'string', contentMediaType: 'application/octet-stream' } as const;

function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

async function readInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  spec: RouteSpec<P, Q, B, z.ZodType>,
  context: Context<HttpEnv>,
): Promise<RouteInput<P, Q, B>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an absent schema has the type of `nothing`, as the type parameters' defaults say
  return {
    params: spec.params ? checkedParams(spec.params, context.req.param()) : nothing.parse(undefined),
    query: spec.query ? validated(spec.query, context.req.query()) : nothing.parse(undefined),
    body: spec.body
      ? validated(spec.body, await readJson(context.req.raw, spec.maxBodyBytes ?? defaultMaxBodyBytes))
      : nothing.parse(undefined),
  } as RouteInput<P, Q, B>;
}

/** A path that cannot name anything names nothing. */
function checkedParams<P extends z.ZodType>(schema: P, params: unknown): z.output<P> {
  const parsed = schema.safeParse(params);
  if (!parsed.success) throw new ServiceError('not-found');
  return parsed.data;
}

async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  requireJson(request);
  return parseJson(await readBody(request, maxBytes));
}

const refusal = { description: 'A refusal, see `code`.', content: { 'application/json': { schema: apiErrorSchema } } };

function documented(spec: RouteSpec<z.ZodType, z.ZodType, z.ZodType, z.ZodType>, access: 'anyone' | 'session'): RouteConfig {
  const done = spec.answer ? { description: 'Done.', content: { 'application/json': { schema: spec.answer } } } : { description: 'Done.' };
  const isChange = spec.method !== 'get';
  return {
    method: spec.method,
    path: spec.path,
    tags: [spec.tag],
    summary: spec.summary,
    security: access === 'anyone' ? [] : [isChange ? { session: [], csrf: [] } : { session: [] }],
    request: {
      ...(spec.params instanceof z.ZodObject ? { params: spec.params } : {}),
      ...(spec.query instanceof z.ZodObject ? { query: spec.query } : {}),
      ...(spec.body ? { body: { required: true, content: { 'application/json': { schema: spec.body } } } } : {}),
    },
    responses: { [spec.answer ? (spec.status ?? 200) : 204]: done, default: refusal },
  };
}

/** The path of one thing. */
export const idParams = z.object({ id: z.uuid() });
