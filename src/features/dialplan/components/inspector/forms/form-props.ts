import type { ComponentType } from 'react';
import type { NodeKindName } from '../../../../../../protocol/dialplan/nodes/index.ts';
import type { SettingsForm } from '../settings-form.ts';

export interface FormProps<Kind extends NodeKindName> {
  readonly form: SettingsForm<Kind>;
}

/** The fields of a kind of node. */
export type FormOf<Kind extends NodeKindName> = ComponentType<FormProps<Kind>>;
