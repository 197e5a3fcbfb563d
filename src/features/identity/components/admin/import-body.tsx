import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../../../protocol/identity/admin.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { FileDrop } from '../../../../ui/field/file-drop.tsx';
import { csvOf, saveFile } from '../../state/csv-file.ts';
import type { ImportStep } from './use-import.ts';
import { useReason } from '../../../../platform/lists/use-reason.ts';

const MAX_BYTES = 2 * 1024 * 1024;

export interface ImportBodyProps {
  step: ImportStep;
  onFile: (file: File) => void;
  onAnother: () => void;
}

/** What each step of the import shows. */
export function ImportBody({ step, onFile, onAnother }: ImportBodyProps) {
  const { t } = useTranslation('admin');
  const toProblem = useProblem();
  const another = <Button onClick={onAnother}>{t('import.another')}</Button>;
  switch (step.kind) {
    case 'choose':
      return (
        <FileDrop label={t('import.drop')} hint={t('import.columns')} endings={['.csv', '.txt']} maxBytes={MAX_BYTES} onFile={onFile} />
      );
    case 'checking':
      return <SkeletonRows count={4} />;
    case 'refused':
      return (
        <>
          <Notice tone="error">
            <strong className="font-semibold">{t('import.refusedTitle', { count: step.refused.length })}</strong> {t('import.refusedText')}
          </Notice>
          <RefusedTable refused={step.refused} />
          <div>{another}</div>
        </>
      );
    case 'ready':
    case 'storing':
      return step.count === 0 ? (
        <>
          <Notice tone="warning">{t('import.empty')}</Notice>
          <div>{another}</div>
        </>
      ) : (
        <Notice tone="success">{t('import.ready', { count: step.count })}</Notice>
      );
    case 'done':
      return <Done step={step} />;
    default:
      return (
        <>
          <Notice tone="error">{`${toProblem(step.failure).title} ${toProblem(step.failure).advice}`}</Notice>
          <div>{another}</div>
        </>
      );
  }
}

function RefusedTable({ refused }: { refused: ImportReport['refused'] }) {
  const { t } = useTranslation('admin');
  const toReason = useReason();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <div tabIndex={0} role="region" aria-label={t('import.reason')} className="max-h-80 overflow-auto rounded-card border">
      <table className="w-full text-left text-dense">
        <thead className="sticky top-0 bg-n3 text-caption text-n11">
          <tr>
            <th className="px-3 py-2 font-medium">{t('import.line')}</th>
            <th className="px-3 py-2 font-medium">{t('import.field')}</th>
            <th className="px-3 py-2 font-medium">{t('import.value')}</th>
            <th className="px-3 py-2 font-medium">{t('import.reason')}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-n6">
          {refused.map(({ line, field, value, reason }) => (
            <tr key={`${line} ${field} ${reason} ${value}`}>
              <td className="px-3 py-1.5 tabular-nums">{line}</td>
              <td className="px-3 py-1.5 font-mono text-caption">{field}</td>
              <td className="max-w-40 truncate px-3 py-1.5">{value}</td>
              <td className="px-3 py-1.5 text-red-text">{toReason(reason)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Done({ step }: { step: Extract<ImportStep, { kind: 'done' }> }) {
  const { t } = useTranslation('admin');
  const save = (): void => {
    const lines = step.passwords.map(({ email, oneTimePassword }) => [email, oneTimePassword]);
    saveFile('deskline-one-time-passwords.csv', csvOf([['email', 'oneTimePassword'], ...lines]));
  };
  return (
    <>
      <Notice tone="success">
        <strong className="font-semibold">{t('import.doneTitle', { count: step.count })}</strong> {t('import.doneText')}
      </Notice>
      <div>
        <Button icon={Download} onClick={save}>
          {t('import.download')}
        </Button>
      </div>
    </>
  );
}
