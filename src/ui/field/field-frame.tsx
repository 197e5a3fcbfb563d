import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface FieldTexts {
  label: string;
  /** A sentence below the label that helps before anything went wrong. */
  hint?: ReactNode;
  /** What is wrong and how to put it right. Announced when it appears. */
  error?: string | undefined;
  /** Keeps the label for screen readers only, where the place makes it obvious (search). */
  isLabelHidden?: boolean;
}

/** Ids that tie a control to its texts. */
export function fieldIds(id: string, texts: FieldTexts): { 'aria-describedby'?: string; 'aria-invalid'?: true } {
  const parts = [texts.hint === undefined ? '' : `${id}-hint`, texts.error === undefined ? '' : `${id}-error`];
  const describedBy = parts.filter((part) => part !== '').join(' ');
  return {
    ...(describedBy === '' ? {} : { 'aria-describedby': describedBy }),
    ...(texts.error === undefined ? {} : { 'aria-invalid': true as const }),
  };
}

/** Label above, control, hint and error below: the same for every kind of field. */
export function FieldFrame(props: FieldTexts & { id: string; isRequired?: boolean | undefined; children: ReactNode }) {
  const { id, label, hint, error, isLabelHidden, isRequired, children } = props;
  const { t } = useTranslation('ui');
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'text-dense font-medium text-n12'}>
        {label}
        {isRequired === false && <span className="font-normal text-n11"> ({t('optional')})</span>}
      </label>
      {children}
      {hint !== undefined && (
        <div id={`${id}-hint`} className="text-caption text-n11">
          {hint}
        </div>
      )}
      <div aria-live="polite">
        {error !== undefined && (
          <p id={`${id}-error`} className="flex items-start gap-1 text-caption text-red-text">
            <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
            {error}
          </p>
        )}
      </div>
    </div>
  );
}
