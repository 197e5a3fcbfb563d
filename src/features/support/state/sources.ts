import type { Capability } from './live-view.ts';

/** What a person can show or let hear. */
export type Source = 'screen' | 'camera' | 'voice';
export const sources = ['screen', 'camera', 'voice'] as const satisfies readonly Source[];

/** What lets experts see or hear it. */
export const capabilityOf = { screen: 'view', camera: 'camera', voice: 'voice' } as const satisfies Record<Source, Capability>;
