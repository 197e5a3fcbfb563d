import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../../../../ui/field/select.tsx';
import { SuggestField } from '../../../../ui/field/suggest-field.tsx';
import type { FieldProps } from './field-props.ts';

/** Something that a setting can name. */
export interface Thing {
  readonly id: string;
  readonly name: string;
  /** Tells it from others of the same name. */
  readonly detail?: string | undefined;
}

export interface ReferenceFieldProps extends FieldProps<string> {
  readonly things: readonly Thing[];
  /** What an empty value means; by default "not chosen yet". */
  readonly emptyLabel?: string | undefined;
}

/** More than these are found by typing rather than in a list. */
const MAX_LISTED = 40;
const MAX_SUGGESTED = 8;

/** Names one thing of the tenant. One that is gone is shown as such instead of as nothing. */
export function ReferenceField(props: ReferenceFieldProps) {
  return props.things.length > MAX_LISTED ? <FoundReference {...props} /> : <ListedReference {...props} />;
}

function titleOf({ name, detail }: Thing): string {
  return detail === undefined ? name : `${name} (${detail})`;
}

function ListedReference({ label, value, onChange, error, hint, things, emptyLabel, isReadOnly }: ReferenceFieldProps) {
  const { t } = useTranslation('dialplan');
  const isGone = value !== '' && !things.some((thing) => thing.id === value);
  return (
    <Select
      label={label}
      hint={hint}
      error={isGone ? t('field.gone') : error}
      disabled={isReadOnly}
      value={value}
      onValueChange={onChange}
      options={[
        { value: '', label: emptyLabel ?? t('field.notChosen') },
        ...(isGone ? [{ value, label: t('field.goneName') }] : []),
        ...things.map((thing) => ({ value: thing.id, label: titleOf(thing) })),
      ]}
    />
  );
}

function FoundReference({ label, value, onChange, error, hint, things, emptyLabel, isReadOnly }: ReferenceFieldProps) {
  const { t } = useTranslation('dialplan');
  const [typed, setTyped] = useState<string>();
  const chosen = things.find((thing) => thing.id === value);
  const shown = chosen === undefined ? (value === '' ? '' : t('field.goneName')) : titleOf(chosen);
  const wish = (typed ?? '').toLocaleLowerCase();
  const fitting = things.filter((thing) => titleOf(thing).toLocaleLowerCase().includes(wish)).slice(0, MAX_SUGGESTED);
  const pick = (thing: Thing): void => {
    setTyped(undefined);
    onChange(thing.id);
  };
  return (
    <div className="flex flex-col gap-1">
      <SuggestField
        label={label}
        value={typed ?? shown}
        placeholder={emptyLabel ?? t('field.typeToFind')}
        readOnly={isReadOnly}
        onValueChange={(text) => {
          setTyped(text);
          if (text === '') onChange('');
        }}
        items={typed === undefined ? [] : fitting}
        keyOf={(thing) => thing.id}
        renderItem={titleOf}
        onPick={pick}
        onSubmit={() => {
          const [first] = fitting;
          if (first !== undefined && typed !== undefined) pick(first);
        }}
        onBlurCapture={() => setTyped(undefined)}
      />
      {hint !== undefined && <div className="text-caption text-n11">{hint}</div>}
      {error !== undefined && <p className="text-caption text-red-text">{error}</p>}
    </div>
  );
}
