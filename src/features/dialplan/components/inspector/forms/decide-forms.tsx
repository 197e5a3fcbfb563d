import { useTranslation } from 'react-i18next';
import { Select } from '../../../../../ui/field/select.tsx';
import { NumberField } from '../../fields/number-field.tsx';
import { PairsField } from '../../fields/pairs-field.tsx';
import { ReferenceField } from '../../fields/reference-field.tsx';
import { LongText } from '../../fields/long-text.tsx';
import { WordsField } from '../../fields/words-field.tsx';
import { ScheduleOfNode } from '../../schedules/schedule-of-node.tsx';
import { useWorld } from '../../world-context.tsx';
import { CasesField } from './cases-field.tsx';
import type { FormProps } from './form-props.ts';

/** The periods that a schedule names besides open and closed. */
function periodsOf(schedule: { weekly: readonly { period: string }[]; exceptions: readonly { period: string }[] }): readonly string[] {
  const named = [...schedule.weekly, ...schedule.exceptions].map(({ period }) => period);
  return [...new Set(named)].filter((period) => period !== 'open' && period !== 'closed');
}

export function ScheduleForm({ form }: FormProps<'schedule'>) {
  const { t } = useTranslation('dialplan');
  const { schedules } = useWorld();
  const scheduleId = form.bind('scheduleId');
  const choose = (id: string): void => {
    const chosen = schedules.find((each) => each.id === id);
    form.set({ scheduleId: id, periods: chosen === undefined ? form.settings.periods : [...periodsOf(chosen.schedule)] });
  };
  return (
    <>
      <ReferenceField {...scheduleId} onChange={choose} things={schedules} />
      <ScheduleOfNode scheduleId={form.settings.scheduleId} isReadOnly={form.isReadOnly} onMade={choose} />
      <WordsField {...form.bind('periods')} hint={t('hints.periods')} addLabel={t('add.period')} />
    </>
  );
}

export function IfForm({ form }: FormProps<'if'>) {
  return <CasesField form={form} />;
}

export function HttpForm({ form }: FormProps<'http'>) {
  const { t } = useTranslation('dialplan');
  const { method, body, pick } = form.settings;
  return (
    <>
      <Select
        label={t('fields.method')}
        disabled={form.isReadOnly}
        value={method}
        options={[
          { value: 'GET', label: t('http.get') },
          { value: 'POST', label: t('http.post') },
        ]}
        onValueChange={(chosen) => form.set({ method: chosen === 'POST' ? 'POST' : 'GET' })}
      />
      <LongText {...form.bind('url')} hint={t('hints.url')} />
      <NumberField {...form.bind('timeoutSeconds')} unit={t('unit.seconds')} />
      {method === 'POST' && (
        <PairsField
          label={t('fields.body')}
          isReadOnly={form.isReadOnly}
          error={form.errorOf('body')}
          leftLabel={t('http.name')}
          rightLabel={t('http.value')}
          beginning={{ left: 'name', right: '' }}
          value={body.map(({ name, value }) => ({ left: name, right: value }))}
          onChange={(pairs) => form.set({ body: pairs.map(({ left, right }) => ({ name: left, value: right })) })}
        />
      )}
      <PairsField
        label={t('fields.pick')}
        hint={t('hints.pick')}
        isReadOnly={form.isReadOnly}
        error={form.errorOf('pick')}
        leftLabel={t('fields.variable')}
        rightLabel={t('http.pointer')}
        beginning={{ left: 'variable', right: '/' }}
        value={pick.map(({ variable, pointer }) => ({ left: variable, right: pointer }))}
        onChange={(pairs) => form.set({ pick: pairs.map(({ left, right }) => ({ variable: left, pointer: right })) })}
      />
    </>
  );
}

export function LookupForm() {
  const { t } = useTranslation('dialplan');
  return <p className="text-dense text-n11">{t('hints.lookup')}</p>;
}
