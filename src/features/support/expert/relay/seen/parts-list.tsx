import { Lock, LockOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../../../ui/status/badge.tsx';
import { hexDump } from '../relay-body.ts';
import { isSealed, type BytePart } from './byte-parts.ts';

/** What bytes are, part after part: in words, and byte by byte. */
export function PartsList({ parts }: { readonly parts: readonly BytePart[] }) {
  return (
    <ol className="flex flex-col gap-3">
      {parts.map((part) => (
        <Part key={part.at} part={part} />
      ))}
    </ol>
  );
}

function Part({ part }: { readonly part: BytePart }) {
  const { t } = useTranslation('supportRelay');
  const title = t(`part.${part.kind}.title`);
  return (
    <li className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="text-dense font-semibold">{title}</h3>
        {isSealed(part) ? (
          <Badge tone="green" icon={Lock}>
            {t('part.sealed')}
          </Badge>
        ) : (
          <Badge tone={part.kind === 'unsealed' ? 'amber' : 'neutral'} icon={LockOpen}>
            {t('part.readable')}
          </Badge>
        )}
        <span className="text-dense text-n11 tabular-nums">{t('part.bytes', { count: part.bytes.length })}</span>
      </div>
      <p className="text-dense text-pretty text-n11">{t(`part.${part.kind}.text`)}</p>
      <pre
        // Scrolls sideways on a narrow screen, by keyboard too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={t('part.bytesOf', { part: title })}
        className="max-h-60 overflow-auto rounded-input border bg-n2 p-2 font-mono text-caption"
      >
        {hexDump(part.bytes, part.at)}
      </pre>
    </li>
  );
}
