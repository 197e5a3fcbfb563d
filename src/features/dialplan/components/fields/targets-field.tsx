import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { ringTargetSchema } from '../../../../../protocol/dialplan/nodes/ring.ts';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { useWorld } from '../world-context.tsx';
import { AddSelect } from './add-select.tsx';
import type { FieldProps } from './field-props.ts';
import { removedAt, replacedAt } from './list-change.ts';
import { ListFrame } from './list-frame.tsx';
import { ReferenceField } from './reference-field.tsx';
import { RowButtons } from './row-buttons.tsx';

type Target = z.infer<typeof ringTargetSchema>;

const kinds = ['user', 'ring-group', 'extension', 'external', 'typed'] as const;

const beginnings: Record<Target['kind'], Target> = {
  user: { kind: 'user', userId: '' },
  'ring-group': { kind: 'ring-group', groupId: '' },
  extension: { kind: 'extension', number: '' },
  external: { kind: 'external', number: '', routeId: '', callerId: '' },
  typed: { kind: 'typed', variable: 'extension' },
};

/** Who is rung, all together. */
export function TargetsField({ label, value, onChange, error, hint, isReadOnly }: FieldProps<Target[]>) {
  const { t } = useTranslation('dialplan');
  return (
    <ListFrame label={label} hint={hint} error={error}>
      {value.map((target, index) => (
        <div key={`${String(index)}-${target.kind}`} className="flex items-end gap-1 rounded-input border border-n6 p-2">
          <div className="flex min-w-0 flex-1 flex-col gap-2">
            <TargetRow target={target} isReadOnly={isReadOnly} onChange={(next) => onChange(replacedAt(value, index, next))} />
          </div>
          {isReadOnly !== true && <RowButtons name={t(`targets.${target.kind}`)} onRemove={() => onChange(removedAt(value, index))} />}
        </div>
      ))}
      {isReadOnly !== true && value.length < 20 && (
        <AddSelect
          label={t('targets.add')}
          options={kinds.map((kind) => ({ value: kind, label: t(`targets.${kind}`) }))}
          onAdd={(chosen) => {
            const kind = kinds.find((each) => each === chosen);
            if (kind !== undefined) onChange([...value, beginnings[kind]]);
          }}
        />
      )}
    </ListFrame>
  );
}

interface TargetRowProps {
  target: Target;
  onChange: (target: Target) => void;
  isReadOnly: boolean | undefined;
}

function TargetRow({ target, onChange, isReadOnly }: TargetRowProps) {
  const { t } = useTranslation('dialplan');
  const world = useWorld();
  const label = t(`targets.${target.kind}`);
  const text = (name: string, value: string, change: (value: string) => void) => (
    <TextField label={name} inputMode="tel" value={value} readOnly={isReadOnly} onChange={(event) => change(event.target.value)} />
  );
  switch (target.kind) {
    case 'user': {
      const people = world.users.map(({ id, name, extension }) => ({ id, name, detail: extension ?? undefined }));
      return (
        <ReferenceField
          label={label}
          value={target.userId}
          things={people}
          isReadOnly={isReadOnly}
          onChange={(userId) => onChange({ ...target, userId })}
        />
      );
    }
    case 'ring-group':
      return (
        <ReferenceField
          label={label}
          value={target.groupId}
          things={world.ringGroups}
          isReadOnly={isReadOnly}
          onChange={(groupId) => onChange({ ...target, groupId })}
        />
      );
    case 'extension':
      return text(label, target.number, (number) => onChange({ ...target, number }));
    case 'external':
      return (
        <>
          {text(label, target.number, (number) => onChange({ ...target, number }))}
          <ReferenceField
            label={t('fields.routeId')}
            emptyLabel={t('field.byRules')}
            value={target.routeId}
            things={world.routes}
            isReadOnly={isReadOnly}
            onChange={(routeId) => onChange({ ...target, routeId })}
          />
        </>
      );
    default:
      return text(label, target.variable, (variable) => onChange({ ...target, variable }));
  }
}
