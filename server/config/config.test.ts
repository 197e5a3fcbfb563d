import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { ConfigError } from './environment.ts';

function linesOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
  return [];
}

describe('configuration', () => {
  it('[OP1] has a default for everything', () => {
    expect(readConfig({})).toMatchObject({
      PORT: 8080,
      DATA_DIR: './data',
      SIP_DOMAIN: 'deskline.internal',
      DEMO: true,
      MEDIA_PORT: 44_400,
    });
  });

  it('[OP2] says each wrong value in a line of its own', () => {
    expect(linesOf({ PORT: 'many', DEMO: 'yes', PUBLIC_URL: 'ftp://x' })).toEqual([
      'PORT: "many" is not a port number from 0 to 65535',
      'PUBLIC_URL: its value is not the address people type, http:// or https://',
      'DEMO: "yes" is not 0 or 1',
    ]);
  });

  it('[OP8] reads the trusted proxies, and refuses what is neither an address nor a network', () => {
    expect(readConfig({}).TRUSTED_PROXIES).toEqual([]);
    expect(readConfig({ TRUSTED_PROXIES: '10.0.0.0/8, ::1 192.0.2.7' }).TRUSTED_PROXIES).toEqual(['10.0.0.0/8', '::1', '192.0.2.7']);
    for (const entry of ['proxy.local', '10.0.0.0/33', '10.0.0.0/8/8', '::/129', '10.0.0.0/'])
      expect(linesOf({ TRUSTED_PROXIES: `127.0.0.1,${entry}` }), entry).toEqual([
        `TRUSTED_PROXIES: "127.0.0.1,${entry}" is not a list of addresses or networks such as 10.0.0.0/8, separated by commas`,
      ]);
  });

  it('[OP9] reads origins of push services in the own network, and refuses what is none', () => {
    expect(readConfig({}).PUSH_LOCAL_ORIGINS).toEqual([]);
    expect(readConfig({ PUSH_LOCAL_ORIGINS: 'http://127.0.0.1:9000, https://push.lan' }).PUSH_LOCAL_ORIGINS).toHaveLength(2);
    for (const entry of ['push.lan', 'https://push.lan/', 'ftp://push.lan', 'https://push.lan/x'])
      expect(linesOf({ PUSH_LOCAL_ORIGINS: entry }), entry).toHaveLength(1);
  });

  it('[OP3] never repeats a secret', () => {
    expect(linesOf({ DEMO_PASSWORD: 'hunter2', DATABASE_URL: 'mysql://me:hunter2@db/x' }).join()).not.toContain('hunter2');
  });

  it('[OP4] wants certificate and key together', () => {
    expect(linesOf({ TLS_CERT: 'a.pem' })).toEqual(['TLS_CERT and TLS_KEY go together: set both or neither']);
    expect(linesOf({ SIP_TLS_PORT: '5061' })).toEqual(['SIP_TLS_PORT needs TLS_CERT and TLS_KEY']);
  });

  it('[OP6] opens the SIP ports in production only where asked', () => {
    expect(readConfig({}).SIP_UDP_PORT).toBe(5060);
    expect(readConfig({ NODE_ENV: 'production', SIP_TCP_PORT: '5070' })).toMatchObject({ SIP_UDP_PORT: undefined, SIP_TCP_PORT: 5070 });
  });

  it('[OP5] takes an empty variable for none', () => {
    expect(readConfig({ DATABASE_URL: '' }).DATABASE_URL).toBeUndefined();
  });
});
