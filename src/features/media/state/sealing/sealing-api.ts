import {
  sealedRingSchema,
  sealingSchema,
  type Approval,
  type AskApproval,
  type FoundSealing,
  type Removal,
  type SealedRing,
  type Sealing,
} from '../../../../../protocol/media/sealing.ts';
import type { HttpClient } from '../../../../platform/http/http-client.ts';

const root = '/api/recording-sealing';

/** What sealing needs of the server. Every method throws ApiFailure. */
export interface SealingServer {
  get(): Promise<Sealing>;
  ring(browserId: string): Promise<SealedRing>;
  found(request: FoundSealing): Promise<Sealing>;
  switch(isOn: boolean): Promise<Sealing>;
  ask(request: AskApproval): Promise<Sealing>;
  withdraw(browserId: string): Promise<Sealing>;
  approve(browserId: string, approval: Approval): Promise<Sealing>;
  remove(browserId: string, removal: Removal): Promise<Sealing>;
}

export function createSealingServer(http: HttpClient): SealingServer {
  const browser = (id: string): string => `${root}/browsers/${encodeURIComponent(id)}`;
  return {
    get: () => http.get(root, sealingSchema),
    ring: (id) => http.get(`${browser(id)}/ring`, sealedRingSchema),
    found: (request) => http.send('POST', root, request, sealingSchema),
    switch: (isOn) => http.send('PUT', `${root}/switch`, { isOn }, sealingSchema),
    ask: (request) => http.send('POST', `${root}/browsers`, request, sealingSchema),
    withdraw: (id) => http.send('DELETE', browser(id), undefined, sealingSchema),
    approve: (id, approval) => http.send('POST', `${browser(id)}/approval`, approval, sealingSchema),
    remove: (id, removal) => http.send('POST', `${browser(id)}/removal`, removal, sealingSchema),
  };
}
