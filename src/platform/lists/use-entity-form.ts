import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm, type DefaultValues, type FieldPath, type FieldValues, type UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import { ApiFailure } from '../http/api-failure.ts';
import { useReason } from './use-reason.ts';

export interface EntityFormOptions<Fields extends FieldValues, Entity> {
  schema: z.ZodType<Fields, Fields>;
  /** What is edited; undefined makes a new one. */
  entity: Entity | undefined;
  fieldsOf: (entity: Entity | undefined) => DefaultValues<Fields>;
  /** The fields whose refusal by the server is shown at the field. */
  names: readonly FieldPath<Fields>[];
  /** Stores the fields over the given entity, whose version the server compares. Throws ApiFailure. */
  save: (fields: Fields, entity: Entity | undefined) => Promise<void>;
  /** Reads the entity as it is now. */
  reload: (entity: Entity) => Promise<Entity>;
  onSaved: () => void;
}

export interface EntityForm<Fields extends FieldValues> {
  form: UseFormReturn<Fields, unknown, Fields>;
  submit: () => void;
  isBusy: boolean;
  /** A failure that no field explains. */
  failure: unknown;
  /** Somebody else saved this meanwhile: the person decides whose entries count. */
  hasConflict: boolean;
  takeTheirs: () => void;
  keepMine: () => void;
}

/** A form over one thing: checks, saves, tells refused fields, and settles conflicts of two admins. */
export function useEntityForm<Fields extends FieldValues, Entity>(options: EntityFormOptions<Fields, Entity>): EntityForm<Fields> {
  const toReason = useReason();
  const [entity, setEntity] = useState(options.entity);
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const form = useForm<Fields, unknown, Fields>({
    resolver: zodResolver(options.schema),
    defaultValues: options.fieldsOf(entity),
  });

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
    } catch (cause) {
      if (!showFieldErrors(cause)) setFailure(cause);
    } finally {
      setBusy(false);
    }
  };
  const showFieldErrors = (cause: unknown): boolean => {
    if (!(cause instanceof ApiFailure)) return false;
    const refused = options.names.filter((name) => cause.fields[name] !== undefined);
    for (const name of refused) form.setError(name, { type: 'server', message: toReason(cause.fields[name] ?? '') });
    return refused.length > 0;
  };
  const saveOver = async (values: Fields, current: Entity | undefined): Promise<void> => {
    await options.save(values, current);
    options.onSaved();
  };
  const readAgain = async (): Promise<Entity | undefined> => {
    const current = entity === undefined ? undefined : await options.reload(entity);
    setEntity(current);
    return current;
  };

  return {
    form,
    isBusy,
    failure,
    hasConflict: failure instanceof ApiFailure && failure.code === 'changed-meanwhile',
    submit: () => void form.handleSubmit((values) => attempt(() => saveOver(values, entity)))(),
    takeTheirs: () => void attempt(async () => form.reset(options.fieldsOf(await readAgain()))),
    keepMine: () => void form.handleSubmit((values) => attempt(async () => saveOver(values, await readAgain())))(),
  };
}
