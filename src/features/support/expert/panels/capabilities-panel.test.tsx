import { describe, expect, it } from 'vitest';
import { emptyView } from '../../state/empty-view.ts';
import type { CapabilityView } from '../../state/live-view.ts';
import { Stage } from '../stage/stage.tsx';
import { shown } from '../testing/shown.testing.tsx';
import { CapabilitiesPanel } from './capabilities-panel.tsx';

const full = { isFull: false, toggle: () => undefined };
const stage = <Stage stream={undefined} still={undefined} tool="look" isSticky={false} full={full} onGiveBack={() => undefined} />;
const phone = { link: 'live', canCustomerShow: false } as const;
const withCamera = (camera: CapabilityView) => ({ ...phone, capabilities: { ...emptyView().capabilities, camera } });

describe('[SU593] an expert whose customer cannot show a screen', () => {
  it('reads so where they would ask, and asks for the camera there', () => {
    const html = shown(<CapabilitiesPanel />, phone);
    expect(html).toContain('cannot show a screen');
    expect(html).not.toContain('Ask to view');
    expect(html).toContain('Ask for the camera instead');
    expect(shown(<CapabilitiesPanel />, phone, 'de')).toMatch(/kann keinen Bildschirm zeigen.*Stattdessen um Kamera bitten/u);
  });

  it('reads so in the empty stage, with the same button', () => {
    expect(shown(stage, phone)).toMatch(/cannot show a screen.*Ask for the camera instead/u);
    expect(shown(stage, { ...phone, unheardSince: 1 })).not.toContain('Ask for the camera');
  });

  it('does not ask twice', () => {
    for (const state of ['asked', 'granted'] as const) {
      expect(shown(<CapabilitiesPanel />, withCamera({ state }))).not.toContain('Ask for the camera instead');
      expect(shown(stage, withCamera({ state }))).not.toContain('Ask for the camera instead');
    }
    expect(shown(stage, withCamera({ state: 'refused' }))).toContain('Ask for the camera instead');
  });

  it('sees nothing of it where a screen can be shown (control)', () => {
    for (const part of [<CapabilitiesPanel key="may" />, stage]) {
      const html = shown(part, { link: 'live' });
      expect(html).toContain('Ask to view');
      expect(html).not.toContain('cannot show a screen');
    }
  });
});
