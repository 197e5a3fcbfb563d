import { useTranslation } from 'react-i18next';
import { languages } from '../../../../../protocol/dialplan/sounds.ts';
import { Select } from '../../../../ui/field/select.tsx';
import { useEditor, usePlan } from '../editor-context.tsx';
import { BoxField } from '../fields/box-field.tsx';
import { NumberField } from '../fields/number-field.tsx';
import { FoldedFields } from './forms/folded-fields.tsx';

/** What holds for the whole plan: language, where callers go when nothing leads on. */
export function PlanSettings() {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  const { isReadOnly } = editor;
  const { language, fallback, maxVisits } = usePlan();
  return (
    <div className="flex flex-col gap-4 border-t p-3">
      <h2 className="text-body font-semibold">{t('plan.settings')}</h2>
      <Select
        label={t('plan.language')}
        disabled={isReadOnly}
        value={language}
        options={languages.map((each) => ({ value: each, label: t(`languages.${each}`) }))}
        onValueChange={(chosen) =>
          editor.apply({
            name: 'plan',
            operation: { kind: 'set-language', language: languages.find((each) => each === chosen) ?? 'en' },
          })
        }
      />
      <Select
        label={t('plan.fallback')}
        hint={t('plan.fallbackHint')}
        disabled={isReadOnly}
        value={fallback.kind}
        options={[
          { value: 'hang-up', label: t('plan.fallbacks.hang-up') },
          { value: 'voicemail', label: t('plan.fallbacks.voicemail') },
        ]}
        onValueChange={(kind) =>
          editor.apply({
            name: 'plan',
            operation: {
              kind: 'set-fallback',
              fallback: kind === 'voicemail' ? { kind: 'voicemail', box: { kind: 'box', boxId: '' } } : { kind: 'hang-up' },
            },
          })
        }
      />
      {fallback.kind === 'voicemail' && (
        <BoxField
          label={t('fields.box')}
          value={fallback.box}
          isReadOnly={isReadOnly}
          onChange={(box) => editor.apply({ name: 'plan', operation: { kind: 'set-fallback', fallback: { kind: 'voicemail', box } } })}
        />
      )}
      <FoldedFields title={t('more.limits')}>
        <NumberField
          label={t('plan.maxVisits')}
          hint={t('plan.maxVisitsHint')}
          value={maxVisits}
          isReadOnly={isReadOnly}
          onChange={(value) => {
            if (value >= 1 && value <= 100) editor.apply({ name: 'plan', operation: { kind: 'set-max-visits', maxVisits: value } });
          }}
        />
      </FoldedFields>
    </div>
  );
}
