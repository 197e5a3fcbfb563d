import { ClipboardCopy, ClipboardPaste } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { pngOf, readClipboard } from '../../customer/exchange/read-clipboard.ts';
import type { ClipboardView } from '../../state/live-view.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { Panel } from './panel.tsx';

/** The clipboard both ways, by a click each time; there only while the customer allows it. */
export function ClipboardPanel() {
  const { t } = useTranslation('support');
  const session = useSession();
  const isAllowed = useLive(({ capabilities, link }) => link === 'live' && capabilities.clipboard.state === 'granted');
  const all = useLive((view) => view.clipboard);
  const mySeatId = useLive((view) => view.mySeatId);
  const [trouble, setTrouble] = useState<'empty' | 'blocked'>();
  if (!isAllowed) return null;
  const send = async (): Promise<void> => {
    const content = await readClipboard(navigator.clipboard);
    setTrouble(content.mime === 'none' ? content.why : undefined);
    if (content.mime !== 'none') session.sendClipboard(content.mime, content.data);
  };
  const last = all.findLast(({ seatId }) => seatId !== mySeatId);
  return (
    <Panel title={t('clipboard.title')}>
      <Button size="dense" icon={ClipboardPaste} className="self-start" onClick={() => void send()}>
        {t('clipboard.send')}
      </Button>
      {trouble !== undefined && (
        <p role="alert" className="text-dense text-red-text">
          {t(`clipboard.${trouble}`)}
        </p>
      )}
      {last && <Received key={last.at} clip={last} />}
    </Panel>
  );
}

function Received({ clip }: { readonly clip: ClipboardView }) {
  const { t } = useTranslation('support');
  const name = useLive(({ people }) => people.find(({ seatId }) => seatId === clip.seatId)?.name ?? '');
  const [copied, setCopied] = useState<'copied' | 'blocked'>();
  const copy = async (): Promise<void> => {
    try {
      if (clip.mime === 'text/plain') await navigator.clipboard.writeText(clip.data);
      else await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(clip.data) })]);
      setCopied('copied');
    } catch (cause) {
      if (!(cause instanceof DOMException)) throw cause;
      setCopied('blocked');
    }
  };
  return (
    <div className="flex flex-col gap-1">
      <p className="text-caption text-n11">{t('clipboard.from', { name })}</p>
      {clip.mime === 'text/plain' ? (
        <p className="max-h-32 overflow-y-auto rounded-input bg-n3 p-2 text-caption break-words whitespace-pre-wrap">{clip.data}</p>
      ) : (
        <ClipPicture data={clip.data} />
      )}
      <Button size="dense" icon={ClipboardCopy} className="self-start" onClick={() => void copy()}>
        {t(`clipboard.${copied ?? 'copy'}`)}
      </Button>
    </div>
  );
}

function ClipPicture({ data }: { readonly data: string }) {
  const { t } = useTranslation('support');
  const picture = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(pngOf(data));
    if (picture.current) picture.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [data]);
  return <img ref={picture} alt={t('clipboard.picture')} className="max-h-40 max-w-full self-start object-contain" />;
}
