import { useTranslation } from 'react-i18next';
import { Button } from '../../../../../ui/button/button.tsx';
import { Dialog } from '../../../../../ui/overlay/dialog.tsx';
import { PartsList } from './parts-list.tsx';
import type { SeenPacket } from './seen-packets.ts';

/** One packet: what its headers say, and its bytes. */
export function PacketDialog({
  packet,
  title,
  onClose,
}: {
  readonly packet: SeenPacket;
  readonly title: string;
  readonly onClose: () => void;
}) {
  const { t, i18n } = useTranslation('supportRelay');
  const { rtp, length, readable, sealed } = packet;
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <Dialog
      isOpen
      size="wide"
      title={rtp ? t('packet.title', { sequence: rtp.sequence }) : title}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('entry.close')}</Button>}
    >
      <p className="text-dense text-pretty">
        {title}. {t('seen.counts', { bytes: number.format(length), readable: number.format(readable), sealed: number.format(sealed) })}
      </p>
      <Headers packet={packet} />
      <PartsList parts={packet.parts} />
    </Dialog>
  );
}

function Headers({ packet: { rtp, seal, place } }: { readonly packet: SeenPacket }) {
  const { t } = useTranslation('supportRelay');
  if (!rtp) return null;
  const rows: (readonly [string, string])[] = [
    [t('packet.payloadType'), String(rtp.payloadType)],
    [t('packet.sequence'), String(rtp.sequence)],
    [t('packet.timestamp'), String(rtp.timestamp)],
    [t('packet.ssrc'), String(rtp.ssrc)],
    [t('packet.place'), t(`seen.place.${place}`)],
  ];
  if (seal) {
    const { kid, context, leaf, epoch, counter } = seal;
    rows.push(
      [t('packet.kid'), t('packet.kidParts', { kid: String(kid), stream: context, leaf, epoch })],
      [t('packet.counter'), String(counter)],
    );
  }
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-dense">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-n11">{name}</dt>
          <dd className="min-w-0 break-words tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
