import { useTranslation } from 'react-i18next';
import type { MemberName } from '../../../../../protocol/telephony/groups.ts';
import {
  sharedBoxDefaults,
  sharedBoxFieldsSchema,
  type SharedBox,
  type SharedBoxFields,
} from '../../../../../protocol/telephony/shared-boxes.ts';
import { EntityDialog } from '../../../../platform/lists/entity-dialog.tsx';
import { useEntityForm } from '../../../../platform/lists/use-entity-form.ts';
import { useFieldError } from '../../../../platform/lists/use-field-error.ts';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { MailField } from '../voicemail/mail-field.tsx';
import type { SharedBoxesApi } from '../../state/shared-boxes-api.ts';
import { MembersField } from '../groups/members-field.tsx';
import { namesOf } from '../groups/names-of.ts';

export interface SharedBoxDialogProps {
  /** Undefined makes a new one. */
  box: SharedBox | undefined;
  /** Names of its members. */
  people: readonly MemberName[];
  isMailPossible: boolean;
  api: SharedBoxesApi;
  reload: (box: SharedBox) => Promise<SharedBox>;
  onClose: () => void;
  onSaved: () => void;
}

/** A shared box's name, members and limits. */
export function SharedBoxDialog({ box, people, isMailPossible, api, reload, onClose, onSaved }: SharedBoxDialogProps) {
  const { t } = useTranslation('groups');
  const entityForm = useEntityForm<SharedBoxFields, SharedBox>({
    schema: sharedBoxFieldsSchema,
    entity: box,
    fieldsOf,
    names: ['name', 'members', 'maxMessageSeconds', 'maxMessages', 'emailNotice'],
    reload,
    onSaved,
    save: async (fields, current) => {
      if (current === undefined) await api.create(fields);
      else await api.update(current.id, { ...fields, version: current.version });
    },
  });
  const errorOf = useFieldError(entityForm);
  const { register, setValue, watch } = entityForm.form;
  return (
    <EntityDialog
      title={box === undefined ? t('boxes.new') : t('boxes.edit')}
      isNew={box === undefined}
      entityForm={entityForm}
      onClose={onClose}
    >
      <TextField label={t('name')} {...register('name')} error={errorOf('name')} />
      <MailField
        box={{ emailNotice: watch('emailNotice'), isMailPossible }}
        onChange={(value) => setValue('emailNotice', value, { shouldDirty: true })}
      />
      <TextField
        label={t('boxes.maxMessageSeconds')}
        type="number"
        inputMode="numeric"
        min={10}
        max={3_600}
        {...register('maxMessageSeconds', { valueAsNumber: true })}
        error={errorOf('maxMessageSeconds')}
      />
      <TextField
        label={t('boxes.maxMessages')}
        type="number"
        inputMode="numeric"
        min={1}
        max={1_000}
        {...register('maxMessages', { valueAsNumber: true })}
        error={errorOf('maxMessages')}
      />
      <MembersField
        isOrdered={false}
        noneText={t('boxes.noMembers')}
        members={watch('members').map((userId) => ({ userId }))}
        names={namesOf(people)}
        newMember={(userId) => ({ userId })}
        onChange={(members) =>
          setValue(
            'members',
            members.map(({ userId }) => userId),
            { shouldDirty: true },
          )
        }
        error={errorOf('members')}
        renderMore={() => null}
      />
    </EntityDialog>
  );
}

function fieldsOf(box: SharedBox | undefined): SharedBoxFields {
  if (box === undefined) return { ...sharedBoxDefaults, name: '' };
  const { name, members, maxMessageSeconds, maxMessages, emailNotice } = box;
  return { name, members, maxMessageSeconds, maxMessages, emailNotice };
}
