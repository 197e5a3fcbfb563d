import { ClipboardCopy, ClipboardPaste } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { ClipContent } from '../../exchange/clip-content.tsx';
import { useClipboard, useCopied } from '../../exchange/use-clipboard.ts';
import type { ClipboardView } from '../../state/live-view.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { Panel } from './panel.tsx';

/** The clipboard both ways; there only while the customer allows it. */
export function ClipboardPanel() {
  const { t } = useTranslation('support');
  const { isAllowed, last, trouble, send } = useClipboard(useSession());
  if (!isAllowed) return null;
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
  const { copied, copy } = useCopied(clip);
  return (
    <div className="flex flex-col gap-1 text-caption">
      <p className="text-n11">{t('clipboard.from', { name })}</p>
      <ClipContent clip={clip} pictureLabel={t('clipboard.picture')} />
      <Button size="dense" icon={ClipboardCopy} className="self-start" onClick={() => void copy()}>
        {t(`clipboard.${copied ?? 'copy'}`)}
      </Button>
    </div>
  );
}
