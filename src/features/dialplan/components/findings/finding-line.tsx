import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../../../protocol/dialplan/node-kind.ts';
import { useEditor } from '../editor-context.tsx';
import { findingSentence } from '../../state/finding-words.ts';

/** What the linter says, in a sentence, with how bad it is. */
export function FindingLine({ finding }: { finding: Finding }) {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  const isError = finding.severity === 'error';
  const Icon = isError ? CircleAlert : TriangleAlert;
  return (
    <li
      className={`flex items-start gap-2 rounded-input px-2.5 py-1.5 text-dense ${isError ? 'bg-red-soft text-red-text' : 'bg-amber-soft text-amber-text'}`}
    >
      <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span>
        <span className="sr-only">{t(`severity.${finding.severity}`)}: </span>
        {findingSentence(finding, editor.plan, t)}
      </span>
    </li>
  );
}
