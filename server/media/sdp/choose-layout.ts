import { MediaError } from '../media-engine.ts';
import { codecs } from './payload-layout.ts';
import type { CodecName, DtmfPayload, PayloadLayout } from './payload-layout.ts';
import type { RemoteCodec } from './remote-description.ts';

/**
 * The layout of a leg that answers `offered`: Opus if it is there, otherwise the far end's first codec that is ours.
 * @throws {MediaError} `not-acceptable` when there is none.
 */
export function chooseLayout(offered: readonly RemoteCodec[]): PayloadLayout {
  const ours = offered.flatMap((remote) => {
    const name = codecNameOf(remote);
    return name ? [{ name, payloadType: remote.payloadType }] : [];
  });
  const chosen = ours.find((codec) => codec.name === 'opus') ?? ours[0];
  if (!chosen) throw new MediaError('not-acceptable', 'no codec in common (ours: Opus, G.722, PCMA, PCMU)');
  const dtmf = chooseDtmf(offered, codecs[chosen.name].clockRate);
  return { codec: chosen.name, payloadType: chosen.payloadType, ...(dtmf ? { dtmf } : {}) };
}

/** True when `remote` names the layout's codec under the layout's number. */
export function speaksLayout(remote: readonly RemoteCodec[], layout: PayloadLayout): boolean {
  return remote.some((codec) => codec.payloadType === layout.payloadType && codecNameOf(codec) === layout.codec);
}

/** True when `remote` took the layout's telephone-event. */
export function speaksDtmf(remote: readonly RemoteCodec[], layout: PayloadLayout): boolean {
  return remote.some((codec) => codec.name === 'telephone-event' && codec.payloadType === layout.dtmf?.payloadType);
}

function codecNameOf(remote: RemoteCodec): CodecName | undefined {
  const facts = Object.values(codecs).find((codec) => codec.name.toLowerCase() === remote.name && codec.clockRate === remote.clockRate);
  return facts?.name;
}

/**
 * RFC 4733 §2.1: "the same timestamp clock rate MUST be used" as the audio it goes with. Firefox offers only 8000
 * beside Opus, and means it: with Opus the only one offered is taken, whatever its rate.
 */
function chooseDtmf(offered: readonly RemoteCodec[], audioClockRate: number): DtmfPayload | undefined {
  const events = offered.filter((codec) => codec.name === 'telephone-event');
  const exact = events.find((codec) => codec.clockRate === audioClockRate);
  const chosen = exact ?? (audioClockRate === 48000 ? events[0] : undefined);
  return chosen && { payloadType: chosen.payloadType, clockRate: chosen.clockRate };
}
