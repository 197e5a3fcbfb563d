import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../../../../protocol/identity/audit.ts';
import { exactTime } from '../../../../platform/i18n/format.ts';
import { currentLanguage } from '../../../../platform/i18n/i18n.ts';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { changesOf } from '../../state/audit-changes.ts';
import { useAuditWords } from './audit-words.ts';

/** Everything that one entry of the log says. Ids stand small beside the names, for whoever looks something up. */
export function AuditDialog({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const { t } = useTranslation('audit');
  const { actionName, kindName } = useAuditWords();
  const changes = changesOf(entry.before, entry.after, entry.names);
  return (
    <Dialog isOpen title={actionName(entry.action)} onClose={onClose}>
      <p className="text-dense text-n11">
        {entry.actorName ?? t('system')} · {exactTime(Date.parse(entry.at), currentLanguage())}
        <br />
        {kindName(entry.subjectKind)} <span className="font-medium text-n12">{entry.subjectName}</span>{' '}
        <span className="font-mono text-caption break-all">
          {entry.subjectId} · {entry.action}
        </span>
      </p>
      {changes.length === 0 ? (
        <p className="text-dense">{t('noDetail')}</p>
      ) : (
        <table className="w-full text-left text-dense">
          <thead className="text-caption text-n11">
            <tr className="border-b">
              <th className="py-1.5 pr-3 font-medium">{t('field')}</th>
              <th className="py-1.5 pr-3 font-medium">{t('before')}</th>
              <th className="py-1.5 font-medium">{t('after')}</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-n6">
            {changes.map(({ field, before, after }) => (
              <tr key={field} className="align-top">
                <td className="py-1.5 pr-3 font-mono text-caption">{field}</td>
                <td className="py-1.5 pr-3 break-words text-n11">{before}</td>
                <td className="py-1.5 break-words">{after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}
