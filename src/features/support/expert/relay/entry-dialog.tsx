import { useTranslation } from 'react-i18next';
import type { RelayView } from '../../../../../protocol/support/session.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { bytesOf, hexDump, kindOf } from './relay-body.ts';

/** More does not tell more. */
const dumpedBytes = 1_024;

/** One entry as the server has it, byte by byte. */
export function EntryDialog({ entry, onClose }: { readonly entry: RelayView['entries'][number]; readonly onClose: () => void }) {
  const { t } = useTranslation('supportRelay');
  const body = bytesOf(entry.body);
  const left = body.length - dumpedBytes;
  return (
    <Dialog
      isOpen
      size="wide"
      title={t('entry.title', { number: entry.number })}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('entry.close')}</Button>}
    >
      <p className="text-dense">{t(`entry.${kindOf(body).kind}`)}</p>
      <pre
        // Scrolls sideways on a narrow screen, by keyboard too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={t('entry.bytes')}
        className="max-h-100 overflow-auto rounded-input border bg-n2 p-3 font-mono text-caption"
      >
        {hexDump(body.subarray(0, dumpedBytes))}
      </pre>
      {left > 0 && <p className="text-dense text-n11">{t('entry.more', { count: left })}</p>}
    </Dialog>
  );
}
