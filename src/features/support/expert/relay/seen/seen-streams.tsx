import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeenSample, SeenStream } from '../../../../../../protocol/support/seen.ts';
import { Badge } from '../../../../../ui/status/badge.tsx';
import type { Column } from '../../../../../ui/table/column.ts';
import { DataTable } from '../../../../../ui/table/data-table.tsx';
import { bytesOf, hexStart } from '../relay-body.ts';
import { PacketDialog } from './packet-dialog.tsx';
import { seatName } from './seat-name.ts';
import { packetsOf, type SeenPacket } from './seen-packets.ts';

/** Of a packet in a line of the list. */
const startBytes = 12;

/** Each stream with the packets of it that passed. */
export function SeenStreams({ sample: { streams, seats } }: { readonly sample: SeenSample }) {
  return streams.map((stream) => <Stream key={stream.producerId} stream={stream} who={seatName(seats, stream.seatId)} />);
}

function Stream({ stream, who }: { readonly stream: SeenStream; readonly who: string }) {
  const { t, i18n } = useTranslation('supportRelay');
  const [opened, setOpened] = useState<SeenPacket>();
  const columns = usePacketColumns();
  const packets = useMemo(() => packetsOf(stream.packets.map(bytesOf), stream.mimeType ?? ''), [stream]);
  const number = new Intl.NumberFormat(i18n.language);
  const sum = (what: 'length' | 'readable' | 'sealed'): string => number.format(packets.reduce((total, packet) => total + packet[what], 0));
  const title = t(`seen.source.${stream.source}`, { who });
  return (
    <section aria-label={title} className="border-t">
      <div className="flex flex-col gap-1 p-3">
        <div className="flex flex-wrap items-center gap-2">
          <h3 className="text-dense font-semibold">{title}</h3>
          {stream.mimeType !== null && <Badge>{stream.mimeType.replace(/^\w+\//u, '')}</Badge>}
          {stream.standing !== 'seen' && <Badge tone="amber">{t(`seen.standing.${stream.standing}`)}</Badge>}
        </div>
        <p className="text-dense text-pretty text-n11 tabular-nums">
          {packets.length > 0
            ? t('seen.counts', { bytes: sum('length'), readable: sum('readable'), sealed: sum('sealed') })
            : t(`seen.why.${stream.standing}`)}
        </p>
      </div>
      {packets.length > 0 && <DataTable label={title} columns={columns} rows={packets} keyOf={keyOf} onOpen={setOpened} />}
      {opened && <PacketDialog packet={opened} title={title} onClose={() => setOpened(undefined)} />}
    </section>
  );
}

function keyOf({ rtp, length }: SeenPacket): string {
  return String(rtp?.sequence ?? `length ${String(length)}`);
}

function usePacketColumns(): readonly Column<SeenPacket>[] {
  const { t, i18n } = useTranslation('supportRelay');
  const number = new Intl.NumberFormat(i18n.language);
  return [
    { id: 'sequence', title: t('seen.column.sequence'), width: 'w-24', isRowHeader: true, render: ({ rtp }) => rtp?.sequence ?? '–' },
    { id: 'place', title: t('seen.column.place'), width: 'w-36', render: ({ place }) => t(`seen.place.${place}`) },
    { id: 'bytes', title: t('seen.column.bytes'), isNumeric: true, width: 'w-20', render: ({ length }) => number.format(length) },
    { id: 'readable', title: t('seen.column.readable'), isNumeric: true, width: 'w-24', render: ({ readable }) => number.format(readable) },
    { id: 'sealed', title: t('seen.column.sealed'), isNumeric: true, width: 'w-24', render: ({ sealed }) => number.format(sealed) },
    {
      id: 'start',
      title: t('seen.column.start'),
      render: ({ parts }) => <code className="font-mono text-caption text-n11">{payloadStart(parts)}</code>,
    },
  ];
}

/** Headers of packets look all alike: what they carry does not. */
function payloadStart(parts: SeenPacket['parts']): string {
  const payload = parts.find(({ kind }) => kind === 'clear' || kind === 'seal' || kind === 'ciphertext' || kind === 'unsealed');
  return hexStart(payload?.bytes ?? new Uint8Array(0), startBytes);
}
