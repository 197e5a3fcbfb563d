import { describe, expect, it } from 'vitest';
import { insecureUrlWarning, startTable } from './start-table.ts';

describe('what the terminal shows at the start', () => {
  it('[OP20] names the address, everybody and the password in one table', () => {
    const text = startTable({
      url: 'http://localhost:8080',
      accounts: [{ tenant: 'Acme', name: 'Alice Adams', email: 'alice@acme.test', extension: '100', role: 'user' }],
      password: 'pass',
      setupLink: undefined,
      sipPorts: ['udp 5060'],
      seconds: 1.23,
    });
    expect(text).toContain('Deskline is at http://localhost:8080');
    expect(text).toContain('Acme    Alice Adams  alice@acme.test  100        user');
    expect(text).toContain("Everybody's password: pass");
  });

  it('[OP21] warns of plain http except on this machine', () => {
    expect(insecureUrlWarning('http://phone.example.com')).toContain('no microphone');
    for (const url of ['https://phone.example.com', 'http://localhost:8080', 'http://127.0.0.1', 'http://[::1]:80'])
      expect(insecureUrlWarning(url)).toBeUndefined();
  });
});
