import { z } from 'zod';
import { isNetwork } from '../platform/networks.ts';
import { ConfigError, parseEnvironment } from './environment.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const onOff = z.enum(['0', '1']).transform((value) => value === '1');
const hostName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

/** Every environment variable that the server reads, its form, and its default. */
const environmentSchema = z.object({
  PORT: port.default(8080).describe('a port number from 0 to 65535'),
  HOST: z.string().min(1).default('0.0.0.0').describe('an address to listen on'),
  DATA_DIR: z.string().min(1).default('./data').describe('a folder'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional()
    .describe('a URL that begins with postgres://'),
  DATABASE_OWNER_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional()
    .describe('a URL that begins with postgres://'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('the address people type, http:// or https://'),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter((entry) => entry !== ''))
    .refine((entries) => entries.every(isNetwork))
    .describe('a list of addresses or networks such as 10.0.0.0/8, separated by commas'),
  PUSH_LOCAL_ORIGINS: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter((entry) => entry !== ''))
    .refine((entries) => entries.every((entry) => /^https?:$/.test(URL.parse(entry)?.protocol ?? '') && URL.parse(entry)?.origin === entry))
    .describe('a list of origins such as http://127.0.0.1:9000, separated by commas'),
  TLS_CERT: z.string().min(1).optional().describe('a file with the certificate chain in PEM'),
  TLS_KEY: z.string().min(1).optional().describe('a file with the private key in PEM'),
  MEDIA_ANNOUNCED_ADDRESS: z.string().min(1).optional().describe('the address that browsers reach the media ports at'),
  MEDIA_PORT: z.coerce.number().int().min(0).max(65_000).default(44_400).describe('the first media port, 0 to 65000'),
  MEDIA_WORKERS: z.coerce.number().int().min(1).max(64).optional().describe('a number of workers from 1 to 64'),
  MEDIA_FAKE: onOff.default(false).describe('0 or 1'),
  MEDIASOUP_WORKER_BIN: z.string().min(1).optional().describe('the SFU worker’s binary'),
  SIP_DOMAIN: z.string().regex(hostName).toLowerCase().default('deskline.internal').describe('a domain name'),
  SIP_UDP_PORT: port.optional().describe('a port number from 0 to 65535'),
  SIP_TCP_PORT: port.optional().describe('a port number from 0 to 65535'),
  SIP_TLS_PORT: port.optional().describe('a port number from 0 to 65535'),
  NODE_ENV: z.string().optional(),
  DEMO: onOff.default(true).describe('0 or 1'),
  DEMO_PASSWORD: z.string().min(8).optional().describe('a password of at least 8 characters'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('fatal, error, warn, info, debug, trace or silent'),
  TTS_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('the address of a speech service, http:// or https://'),
  TTS_KIND: z.enum(['piper', 'openai']).default('openai').describe('piper or openai'),
  TTS_KEY: z.string().min(1).optional().describe('a key of the speech service'),
  TTS_MODEL: z.string().min(1).optional().describe('a model of the speech service'),
  TTS_VOICES: z
    .string()
    .regex(/^(en|de):[^,:\s]+(,(en|de):[^,:\s]+)*$/)
    .optional()
    .describe('voices with their languages, such as en:amy,de:thorsten'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('the address of a mail server, smtp:// or smtps://'),
  SMTP_FROM: z
    .string()
    .regex(/^[^@\r\n]+@[^@\r\n]+$/u)
    .optional()
    .describe('the address that mail comes from'),
  STOP_GRACE_SECONDS: z.coerce.number().int().min(0).max(86_400).default(20).describe('seconds from 0 to 86400'),
});
type Environment = z.infer<typeof environmentSchema>;

const usualSipPort = 5060;

/** The environment, parsed once. See README.md for what each variable means. */
export type Config = ReturnType<typeof readConfig>;

/**
 * Parses the environment. Unknown variables are left alone; an empty one counts as not set.
 * @throws {ConfigError} with one line per wrong value.
 */
export function readConfig(environment: NodeJS.ProcessEnv) {
  const parsed = parseEnvironment(environmentSchema, environment);
  const lines = [...contradictions(parsed)];
  if (lines.length > 0) throw new ConfigError(lines);
  // Plain SIP listens on its usual port while one tries things out; in production only where it was asked for.
  const usual = parsed.NODE_ENV === 'production' ? undefined : usualSipPort;
  return { ...parsed, SIP_UDP_PORT: parsed.SIP_UDP_PORT ?? usual, SIP_TCP_PORT: parsed.SIP_TCP_PORT ?? usual };
}

function* contradictions(env: Environment): Generator<string> {
  if ((env.TLS_CERT === undefined) !== (env.TLS_KEY === undefined)) yield 'TLS_CERT and TLS_KEY go together: set both or neither';
  if ((env.SMTP_URL === undefined) !== (env.SMTP_FROM === undefined)) yield 'SMTP_URL and SMTP_FROM go together: set both or neither';
  if (env.SIP_TLS_PORT !== undefined && env.TLS_CERT === undefined) yield 'SIP_TLS_PORT needs TLS_CERT and TLS_KEY';
}
