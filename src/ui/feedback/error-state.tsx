import { Check, Copy, RotateCw, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../button/button.tsx';

/** What a person needs to hear when something failed. */
export interface Problem {
  /** What happened. */
  title: string;
  /** Whose turn it is and what to do. */
  advice: string;
  /** For the one who repairs it: code, request id, time. No secrets. */
  details?: string;
}

/** An error in place of the content it kept from coming. */
export function ErrorState({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { t } = useTranslation('ui');
  return (
    <div role="alert" className="flex flex-col items-center gap-3 px-6 py-12 text-center">
      <span className="flex size-12 items-center justify-center rounded-full bg-red-soft text-red-text">
        <TriangleAlert aria-hidden className="size-6" />
      </span>
      <div className="flex max-w-110 flex-col gap-1">
        <p className="text-title font-semibold">{problem.title}</p>
        <p className="text-dense text-pretty text-n11">{problem.advice}</p>
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        {onRetry !== undefined && (
          <Button icon={RotateCw} onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
        {problem.details !== undefined && <CopyDetails text={problem.details} />}
      </div>
    </div>
  );
}

function CopyDetails({ text }: { text: string }) {
  const { t } = useTranslation('ui');
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopied('yes'),
      // Without the clipboard right the details are shown instead, to be selected by hand.
      () => setCopied('refused'),
    );
  };
  if (copied === 'refused') return <pre className="max-w-full overflow-auto text-caption text-n11 select-all">{text}</pre>;
  return (
    <Button tone="quiet" icon={copied === 'yes' ? Check : Copy} onClick={copy}>
      {copied === 'yes' ? t('copied') : t('copyDetails')}
    </Button>
  );
}
