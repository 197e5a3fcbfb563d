import { useTranslation } from 'react-i18next';
import type { Condition } from '../../../../../../protocol/dialplan/nodes/condition.ts';
import { Select } from '../../../../../ui/field/select.tsx';
import { TextField } from '../../../../../ui/field/text-field.tsx';
import { NumberField } from '../../fields/number-field.tsx';
import { ReferenceField } from '../../fields/reference-field.tsx';
import { useWorld } from '../../world-context.tsx';

type About = Condition['about'];
type TextCondition = Extract<Condition, { test: unknown; value: string }>;

/** What a condition about each thing begins with; also the order of the choice. */
export const conditionBeginnings: { readonly [Name in About]: Extract<Condition, { about: Name }> } = {
  'caller-kind': { about: 'caller-kind', is: 'external' },
  'caller-number': { about: 'caller-number', test: 'starts-with', value: '' },
  dialled: { about: 'dialled', test: 'equals', value: '' },
  variable: { about: 'variable', name: 'digits', test: 'equals', value: '' },
  schedule: { about: 'schedule', scheduleId: '', period: 'open' },
  queue: { about: 'queue', queueId: '', measure: 'waiting', test: 'at-least', value: 5 },
  vip: { about: 'vip' },
  tag: { about: 'tag', tag: '' },
  'open-ticket': { about: 'open-ticket' },
};

const tests = ['equals', 'not-equals', 'starts-with', 'contains', 'at-least', 'below', 'is-empty', 'is-not-empty'] as const;
const callerKinds = ['internal', 'external', 'withheld'] as const;
const measures = ['waiting', 'longestWaitSeconds', 'agentsReady', 'agentsSignedIn'] as const;

export interface ConditionFieldsProps {
  condition: Condition;
  onChange: (condition: Condition) => void;
  isReadOnly: boolean;
}

/** The fields of one condition, after what it is about. */
export function ConditionFields({ condition, onChange, isReadOnly }: ConditionFieldsProps) {
  const { t } = useTranslation('dialplan');
  const { schedules } = useWorld();
  switch (condition.about) {
    case 'caller-kind':
      return (
        <Select
          label={t('condition.is')}
          disabled={isReadOnly}
          value={condition.is}
          options={callerKinds.map((kind) => ({ value: kind, label: t(`condition.callerKinds.${kind}`) }))}
          onValueChange={(chosen) => onChange({ ...condition, is: callerKinds.find((kind) => kind === chosen) ?? 'external' })}
        />
      );
    case 'caller-number':
    case 'dialled':
      return <TestFields condition={condition} onChange={onChange} isReadOnly={isReadOnly} />;
    case 'variable':
      return (
        <>
          <TextField
            label={t('fields.variable')}
            value={condition.name}
            readOnly={isReadOnly}
            onChange={(event) => onChange({ ...condition, name: event.target.value })}
          />
          <TestFields condition={condition} onChange={onChange} isReadOnly={isReadOnly} />
        </>
      );
    case 'schedule':
      return (
        <>
          <ReferenceField
            label={t('fields.scheduleId')}
            value={condition.scheduleId}
            things={schedules}
            isReadOnly={isReadOnly}
            onChange={(scheduleId) => onChange({ ...condition, scheduleId })}
          />
          <TextField
            label={t('condition.period')}
            value={condition.period}
            readOnly={isReadOnly}
            onChange={(event) => onChange({ ...condition, period: event.target.value })}
          />
        </>
      );
    case 'queue':
      return <QueueFields condition={condition} onChange={onChange} isReadOnly={isReadOnly} />;
    case 'tag':
      return (
        <TextField
          label={t('condition.tag')}
          value={condition.tag}
          readOnly={isReadOnly}
          onChange={(event) => onChange({ ...condition, tag: event.target.value })}
        />
      );
    default:
      return null;
  }
}

function TestFields({ condition, onChange, isReadOnly }: ConditionFieldsProps & { condition: TextCondition }) {
  const { t } = useTranslation('dialplan');
  const hasValue = condition.test !== 'is-empty' && condition.test !== 'is-not-empty';
  return (
    <div className="grid grid-cols-2 gap-2">
      <Select
        label={t('condition.test')}
        disabled={isReadOnly}
        value={condition.test}
        options={tests.map((test) => ({ value: test, label: t(`condition.tests.${test}`) }))}
        onValueChange={(chosen) => onChange({ ...condition, test: tests.find((test) => test === chosen) ?? 'equals' })}
      />
      {hasValue && (
        <TextField
          label={t('condition.value')}
          value={condition.value}
          readOnly={isReadOnly}
          onChange={(event) => onChange({ ...condition, value: event.target.value })}
        />
      )}
    </div>
  );
}

function QueueFields({ condition, onChange, isReadOnly }: ConditionFieldsProps & { condition: Extract<Condition, { about: 'queue' }> }) {
  const { t } = useTranslation('dialplan');
  const { queues } = useWorld();
  return (
    <>
      <ReferenceField
        label={t('fields.queueId')}
        value={condition.queueId}
        things={queues}
        isReadOnly={isReadOnly}
        onChange={(queueId) => onChange({ ...condition, queueId })}
      />
      <Select
        label={t('condition.measure')}
        disabled={isReadOnly}
        value={condition.measure}
        options={measures.map((measure) => ({ value: measure, label: t(`condition.measures.${measure}`) }))}
        onValueChange={(chosen) => onChange({ ...condition, measure: measures.find((measure) => measure === chosen) ?? 'waiting' })}
      />
      <div className="grid grid-cols-2 gap-2">
        <Select
          label={t('condition.test')}
          disabled={isReadOnly}
          value={condition.test}
          options={(['at-least', 'below'] as const).map((test) => ({ value: test, label: t(`condition.tests.${test}`) }))}
          onValueChange={(chosen) => onChange({ ...condition, test: chosen === 'below' ? 'below' : 'at-least' })}
        />
        <NumberField
          label={t('condition.value')}
          value={condition.value}
          isReadOnly={isReadOnly}
          onChange={(value) => onChange({ ...condition, value })}
        />
      </div>
    </>
  );
}
