import { useTranslation } from 'react-i18next';
import { CopyField } from '../../../../ui/field/copy-field.tsx';
import { useLive } from '../live-session-context.tsx';
import { Panel } from '../panels/panel.tsx';

/** What QR codes and barcodes said. Strangers wrote it: it is shown and copied, and leads nowhere. */
export function CodesPanel() {
  const { t } = useTranslation('support');
  const codes = useLive((view) => view.codes);
  if (codes.length === 0) return null;
  return (
    <Panel title={t('camera.codes')}>
      {codes.map(({ id, format, text }) => (
        <CopyField key={id} label={format} value={text} />
      ))}
    </Panel>
  );
}
