import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import type { FieldProps } from './field-props.ts';
import { removedAt, replacedAt } from './list-change.ts';
import { ListFrame } from './list-frame.tsx';
import { RowButtons } from './row-buttons.tsx';

interface Pair {
  readonly left: string;
  readonly right: string;
}

export interface PairsFieldProps extends FieldProps<readonly Pair[]> {
  readonly leftLabel: string;
  readonly rightLabel: string;
  /** What a new row begins with. */
  readonly beginning: Pair;
}

/** Rows of two texts: names and values, variables and pointers. */
export function PairsField({ label, value, onChange, error, hint, leftLabel, rightLabel, beginning, isReadOnly }: PairsFieldProps) {
  const { t } = useTranslation('dialplan');
  return (
    <ListFrame label={label} hint={hint} error={error}>
      {value.map((pair, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- rows have no identity besides their place
        <div key={index} className="flex items-end gap-1">
          <TextField
            label={leftLabel}
            isLabelHidden={index > 0}
            value={pair.left}
            readOnly={isReadOnly}
            onChange={(event) => onChange(replacedAt(value, index, { ...pair, left: event.target.value }))}
          />
          <TextField
            label={rightLabel}
            isLabelHidden={index > 0}
            value={pair.right}
            readOnly={isReadOnly}
            onChange={(event) => onChange(replacedAt(value, index, { ...pair, right: event.target.value }))}
          />
          {isReadOnly !== true && <RowButtons name={pair.left} onRemove={() => onChange(removedAt(value, index))} />}
        </div>
      ))}
      {isReadOnly !== true && (
        <Button size="dense" tone="quiet" icon={Plus} className="self-start" onClick={() => onChange([...value, beginning])}>
          {t('field.addRow')}
        </Button>
      )}
    </ListFrame>
  );
}
