import type { NodeKindName } from '../../../../../../protocol/dialplan/nodes/index.ts';
import { AttendantForm, CollectForm, PinForm } from './ask-forms.tsx';
import { HttpForm, IfForm, LookupForm, ScheduleForm } from './decide-forms.tsx';
import {
  GoToForm,
  HangUpForm,
  NotifyForm,
  RecordForm,
  ReturnForm,
  SetLanguageForm,
  SetPrefixForm,
  SetPriorityForm,
  SetVariableForm,
  SubPlanForm,
} from './flow-forms.tsx';
import type { FormOf } from './form-props.ts';
import { ConferenceForm, ExternalForm, QueueForm, RingForm, VoicemailForm } from './ring-forms.tsx';
import { PlayForm, ServiceNoticeForm, WaitForm } from './say-forms.tsx';

/** The form of every kind; a kind without one does not compile. */
export const nodeForms: { readonly [Kind in NodeKindName]: FormOf<Kind> } = {
  ring: RingForm,
  queue: QueueForm,
  voicemail: VoicemailForm,
  attendant: AttendantForm,
  schedule: ScheduleForm,
  play: PlayForm,
  wait: WaitForm,
  collect: CollectForm,
  external: ExternalForm,
  conference: ConferenceForm,
  pin: PinForm,
  'set-prefix': SetPrefixForm,
  'set-language': SetLanguageForm,
  'set-variable': SetVariableForm,
  'set-priority': SetPriorityForm,
  if: IfForm,
  http: HttpForm,
  lookup: LookupForm,
  record: RecordForm,
  notify: NotifyForm,
  'service-notice': ServiceNoticeForm,
  'sub-plan': SubPlanForm,
  'go-to': GoToForm,
  return: ReturnForm,
  'hang-up': HangUpForm,
};
